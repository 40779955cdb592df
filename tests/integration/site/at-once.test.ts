import { formStamp } from '@archipelago/core/abuse/form-stamp';
import { createComment } from '@archipelago/core/comments/create-comment';
import { deleteComment } from '@archipelago/core/comments/delete-comment';
import { moderateComments } from '@archipelago/core/comments/moderate-comments';
import { setCommentPolicy } from '@archipelago/core/comments/set-comment-policy';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import { signGuestbook } from '@archipelago/core/guestbook/sign-guestbook';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { ratePost } from '@archipelago/core/reactions/rate-post';
import { setLike } from '@archipelago/core/reactions/set-like';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makePost, makeWorkspace } from '../../support/factories.ts';
import { makeComment } from '../../support/make-comment.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { commentsWorld } from '../comments/comments-world.ts';
import { allAtOnce, mixed, peopleOf } from './at-once-world.ts';

/** Sessions of the database; one instance of the product has five, and the platform starts as many as are needed. */
const connections = 24;
const atLeast = 20;

let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string; slug: string };
let owner: WorkspaceContext;

beforeAll(async () => {
  product = await startOwnProduct({ maxConnections: connections });
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
  post = await makePost(acme, { status: 'published' });
  owner = await contextFor(acme.owner, acme);
});

const ask = async <Row extends object>(sql: string): Promise<Row[]> =>
  (await product.database.observer.query<Row>(sql, [acme.id])).rows;
const kept = () =>
  ask<{ likes: number; ratings: number; stars: number }>(
    'select likes, ratings, stars from post_tally where workspace_id = $1',
  );
const given = () =>
  ask<{ likes: number; ratings: number; stars: number }>(
    `select (select count(*)::int from post_like where workspace_id = $1) as likes, count(*)::int as ratings,
        coalesce(sum(stars), 0)::int as stars from post_rating where workspace_id = $1`,
  );
const neverNegative = async () => {
  for (const { likes, ratings, stars } of await kept()) {
    expect(likes).toBeGreaterThanOrEqual(0);
    expect(stars).toBeGreaterThanOrEqual(ratings);
    expect(stars).toBeLessThanOrEqual(5 * ratings);
  }
};
/** What the site tells everybody. */
const told = async () =>
  (await getPublishedPost(await contextFor(null, acme), { slug: post.slug })).reactions;
const like = (ctx: WorkspaceContext, liked: 'yes' | 'no') => () => setLike(ctx, { postId: post.id, liked });
const rate = (ctx: WorkspaceContext, stars: '0' | '1' | '2' | '3' | '4' | '5') => () =>
  ratePost(ctx, { postId: post.id, stars });

describe('a hundred people at one post, over more than twenty connections at once', () => {
  test('who like, unlike and rate end in exact counts, never negative, and the average is right', async () => {
    const people = await peopleOf(acme, 100);
    const options = { width: 60, look: neverNegative };
    const changes = people.flatMap((ctx, n) => [
      like(ctx, 'yes'),
      rate(ctx, n % 2 ? '5' : '1'),
      like(ctx, 'no'),
      rate(ctx, n % 3 ? '2' : '0'),
    ]);
    expect(await allAtOnce(product, mixed(changes), options)).toBeGreaterThanOrEqual(atLeast);
    expect(await kept()).toEqual(await given());
    const last = people.flatMap((ctx, n) => [
      like(ctx, n < 37 ? 'yes' : 'no'),
      rate(ctx, n < 67 ? '4' : '5'),
    ]);
    expect(await allAtOnce(product, mixed(last), options)).toBeGreaterThanOrEqual(atLeast);
    expect(await kept()).toEqual([{ likes: 37, ratings: 100, stars: 433 }]);
    expect(await given()).toEqual(await kept());
    expect(await told()).toMatchObject({ likes: 37, ratings: 100, stars: 433, average: 4.3 });
  }, 60_000);

  test.each([
    ['count_new_likes', 'insert', 'likes', '1'],
    ['count_gone_likes', 'delete', 'likes', '-1'],
  ] as const)(
    'a counter that adds what it read before is caught: %s',
    async (name, _, column, more) => {
      const [{ definition } = { definition: '' }] = await ask<{ definition: string }>(
        `select pg_get_functiondef('app.${name}'::regproc) as definition where $1::uuid is not null`,
      );
      const people = await peopleOf(acme, 30);
      if (more === '-1') for (const ctx of people) await like(ctx, 'yes')();
      const rows = more === '1' ? 'come' : 'gone';
      await product.database.observer.query(`create or replace function app.${name}() returns trigger
      language plpgsql as $$ declare known integer; begin
        select coalesce(max(t.${column}), 0) into known from public.post_tally t join ${rows} c using (workspace_id, post_id);
        perform pg_sleep(0.02);
        insert into public.post_tally as t (workspace_id, post_id, ${column})
          select workspace_id, post_id, greatest(known + ${more}, 0) from ${rows}
          on conflict (workspace_id, post_id) do update set ${column} = excluded.${column};
        return null; end $$`);
      try {
        await Promise.all(people.map((ctx) => like(ctx, more === '1' ? 'yes' : 'no')()));
        expect((await kept())[0]?.likes).not.toBe((await given())[0]?.likes);
      } finally {
        await product.database.observer.query(definition);
      }
    },
    60_000,
  );
});

/** How many wait and how many replies each comment shows, as kept and as counted. */
const countsOf = async () => {
  const counts = await commentsWorld(product, acme, post).counts();
  return counts ?? { kept: 'none', counted: 'some' };
};
const waitingIsNeverNegative = async () => {
  for (const { held, replies } of await ask<{ held: number; replies: number }>(
    `select w.held_comments as held, coalesce((select min(visible_replies) from comment where workspace_id = w.id), 0)
      as replies from workspace w where w.id = $1`,
  )) {
    expect(held).toBeGreaterThanOrEqual(0);
    expect(replies).toBeGreaterThanOrEqual(0);
  }
};

const writers = 30;

/** Comments, replies to one of them and entries, of which half is then approved, held, removed and deleted at once. */
async function writeAndModerate(): Promise<number> {
  const people = await peopleOf(acme, writers);
  const top = await makeComment(acme, { postId: post.id, body: 'Top.' });
  await setCommentPolicy(owner, { policy: 'open' });
  const stamp = formStamp(acme.id, 'guestbook', new Date(Date.now() - 60_000));
  const open = { ...owner.workspace, commentPolicy: 'open' } as const;
  const tasks = people.flatMap((person, n) => {
    const ctx = { ...person, workspace: open };
    const waiting = { ...ctx, workspace: { ...open, commentPolicy: 'all_held' } } as const;
    const moderated = async (id: string) => {
      await moderateComments(owner, { commentIds: [id], state: n % 3 ? 'visible' : 'removed' });
      if (n % 4 === 0) await moderateComments(owner, { commentIds: [id, top.id], state: 'visible' });
    };
    const removed = async (id: string) => {
      if (n % 2) await deleteComment(ctx, { commentId: id });
    };
    const below = { postId: post.id, parentId: top.id };
    return [
      async () => removed((await createComment(ctx, { ...below, body: `Reply ${n}` })).id),
      async () => moderated((await createComment(waiting, { ...below, body: `Waiting ${n}` })).id),
      async () => {
        const { id } = await signGuestbook(waiting, { body: `Entry ${n}`, stamp });
        await Promise.all([moderated(id), createComment(ctx, { postId: post.id, body: `Comment ${n}` })]);
        await removed(id);
      },
    ];
  });
  return allAtOnce(product, mixed(tasks), { width: 60, look: waitingIsNeverNegative });
}

describe('comments and the guestbook, over more than twenty connections at once', () => {
  test('what is written, approved, held, removed and deleted at once is counted exactly', async () => {
    expect(await writeAndModerate()).toBeGreaterThanOrEqual(atLeast);
    const { kept: counts, counted } = await countsOf();
    expect(counts).toEqual(counted);
    const { comments } = await getPublishedPost(await contextFor(null, acme), { slug: post.slug });
    const [{ visible } = { visible: -1 }] = await ask<{ visible: number }>(
      `select count(*)::int as visible from comment where workspace_id = $1 and post_id is not null and state = 'visible'`,
    );
    expect(comments.count).toBe(visible);
    // The one above, half of the replies, those that waited and were approved, and a comment of each.
    const approved = Array.from({ length: writers }, (_, n) => n).filter((n) => n % 3 || n % 4 === 0).length;
    expect(visible).toBe(1 + writers / 2 + approved + writers);
  }, 60_000);

  test('a counter of comments that adds what it read before is caught', async () => {
    const [{ definition } = { definition: '' }] = await ask<{ definition: string }>(
      `select pg_get_functiondef('app.add_to_comment_counts'::regproc) as definition where $1::uuid is not null`,
    );
    await product.database.observer.query(`create or replace function
      app.add_to_comment_counts(workspace uuid, parent uuid, held bigint, visible bigint) returns void
      language plpgsql as $$ declare known integer; begin
        if held <> 0 then
          select w.held_comments into known from public.workspace w where w.id = workspace;
          perform pg_sleep(0.01);
          update public.workspace w set held_comments = greatest(known + held, 0) where w.id = workspace;
        end if;
        if parent is not null and visible <> 0 then
          select c.visible_replies into known from public.comment c where c.workspace_id = workspace and c.id = parent;
          perform pg_sleep(0.01);
          update public.comment c set visible_replies = greatest(known + visible, 0)
            where c.workspace_id = workspace and c.id = parent;
        end if; end $$`);
    try {
      await writeAndModerate();
      const { kept: counts, counted } = await countsOf();
      expect(counts).not.toEqual(counted);
    } finally {
      await product.database.observer.query(definition);
    }
  }, 60_000);
});
