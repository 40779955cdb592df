import { listOwnComments, ownCommentsSql } from '@archipelago/core/comments/list-own-comments';
import { getOwnMembership } from '@archipelago/core/members/get-own-membership';
import { leaveOwnNewsletter } from '@archipelago/core/newsletter/leave-own-newsletter';
import { getOwnNotices } from '@archipelago/core/notifications/get-own-notices';
import { markOwnNoticesRead } from '@archipelago/core/notifications/mark-own-notices-read';
import { saveOwnChoices } from '@archipelago/core/notifications/save-own-choices';
import { listOwnReactions, ownReactionsSql } from '@archipelago/core/reactions/list-own-reactions';
import { ratePost } from '@archipelago/core/reactions/rate-post';
import { setLike } from '@archipelago/core/reactions/set-like';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makeNotification,
  makePost,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { makeComment } from '../../support/make-comment.ts';
import { makeSubscriber } from '../../support/make-subscriber.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string; slug: string; title: string };
let joan: MadeUser;
let meera: MadeUser;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
  post = await makePost(acme, { status: 'published' });
  [joan, meera] = [await makeMember(acme, 'guest'), await makeMember(acme, 'guest')];
});

const as = (user: MadeUser | null, workspace = acme) => contextFor(user, workspace);
const written = async (user: MadeUser, workspace = acme) =>
  (await listOwnComments(await as(user, workspace), {})).items;

test('people see all that they wrote with what became of it, and nothing of anybody else', async () => {
  const states = ['visible', 'held', 'removed'] as const;
  for (const state of states) {
    await makeComment(acme, { postId: post.id, author: joan, body: `Joan, ${state}`, state });
    await makeComment(acme, { postId: post.id, author: meera, body: `Meera, ${state}`, state });
  }
  const { slug, title } = post;
  expect((await written(joan)).map(({ body, state, isEditable }) => ({ body, state, isEditable }))).toEqual([
    { body: 'Joan, removed', state: 'removed', isEditable: false },
    { body: 'Joan, held', state: 'held', isEditable: true },
    { body: 'Joan, visible', state: 'visible', isEditable: true },
  ]);
  expect((await written(joan))[0]).toMatchObject({ post: { slug, title }, isEntry: false, parentId: null });
  expect((await written(meera)).every(({ body }) => body.startsWith('Meera'))).toBe(true);
});

test('a guest of one workspace is nobody at another: nothing of theirs is there, and nothing is kept', async () => {
  await makeComment(acme, { postId: post.id, author: joan });
  const globex = await makeWorkspace({ plan: 'pro' });
  const there = await as(joan, globex);
  expect(await getOwnMembership(there, {})).toBeNull();
  expect(await written(joan, globex)).toEqual([]);
  expect((await listOwnReactions(there, {})).items).toEqual([]);
  expect(await saveOwnChoices(there, { chosen: 'comment-reply:mail' })).toEqual({ changed: 0 });
  const { rows } = await product.database.observer.query(
    'select from notification_preference where workspace_id = $1',
    [globex.id],
  );
  expect(rows).toEqual([]);
  expect((await getOwnMembership(await as(joan), {}))?.role).toBe('guest');
  for (const ask of [listOwnComments, listOwnReactions, getOwnNotices, getOwnMembership])
    expect(await outcomeOf(ask(await as(null), {}))).toBe('UNAUTHORIZED');
});

test('of a post that is closed since, people keep their own words and learn nothing more', async () => {
  await makeComment(acme, { postId: post.id, author: joan, body: 'Mine.' });
  await setLike(await as(joan), { postId: post.id, liked: 'yes' });
  await product.database.observer.query(`update post set audience = 'members' where id = $1`, [post.id]);
  expect(await written(joan)).toMatchObject([{ body: 'Mine.', post: null }]);
  expect((await listOwnReactions(await as(joan), {})).items).toEqual([]);
});

test('what was liked and rated is listed apart, newest first, and is gone once it is taken back', async () => {
  const other = await makePost(acme, { status: 'published' });
  const ctx = await as(joan);
  for (const { id } of [post, other]) await setLike(ctx, { postId: id, liked: 'yes' });
  await ratePost(ctx, { postId: post.id, stars: '4' });
  await setLike(await as(meera), { postId: post.id, liked: 'yes' });
  const shown = async (show: 'liked' | 'rated') =>
    (await listOwnReactions(ctx, { show })).items.map(({ slug, stars }) => [slug, stars]);
  expect(await shown('liked')).toEqual([
    [other.slug, null],
    [post.slug, null],
  ]);
  expect(await shown('rated')).toEqual([[post.slug, 4]]);
  await setLike(ctx, { postId: post.id, liked: 'no' });
  await ratePost(ctx, { postId: post.id, stars: '0' });
  expect(await shown('liked')).toEqual([[other.slug, null]]);
  expect(await shown('rated')).toEqual([]);
});

test('every comment and every like is on one page, also those of one moment, and a page reads little', async () => {
  const { observer } = product.database;
  await observer.query(
    `insert into comment (workspace_id, post_id, author_user_id, body, state, created_at)
      select $1, $2, case when n % 200 = 0 then $3::uuid else $4::uuid end, 'Number ' || n, 'visible',
        now() - make_interval(secs => n / 1000) from generate_series(1, 20000) n`,
    [acme.id, post.id, joan.userId, meera.userId],
  );
  await observer.query(
    `with made as (
        insert into post (workspace_id, author_user_id, slug, title, body, status, published_at, created_at)
        select $1, $2, 'made-' || n, 'Made', 'Words', 'published', now(), now() from generate_series(1, 70) n returning id
      ) insert into post_like (workspace_id, post_id, user_id, created_at) select $1, id, $3, now() from made`,
    [acme.id, acme.owner.userId, joan.userId],
  );
  await observer.query('analyze comment, post, post_like');
  const all = async (ask: typeof listOwnComments | typeof listOwnReactions) => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask(await as(joan), { cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return ids;
  };
  const comments = await all(listOwnComments);
  expect([comments.length, new Set(comments).size]).toEqual([100, 100]);
  const likes = await all(listOwnReactions);
  expect([likes.length, new Set(likes).size]).toEqual([70, 70]);
  const asked = { userId: joan.userId, mayRead: await as(joan) };
  expect(await pagesRead(ownCommentsSql(acme.id, asked))).toBeLessThan(200);
  expect(await pagesRead(ownReactionsSql(acme.id, { ...asked, show: 'liked' }))).toBeLessThan(300);
});

/** Of 8 KB, that Postgres looked at, as the role of the running product. */
async function pagesRead(sql: Prisma.Sql): Promise<number> {
  const [row] = await withWorkspace(acme.id, (tx) =>
    rawQuery<{ 'QUERY PLAN': [{ Plan: Record<'Shared Hit Blocks' | 'Shared Read Blocks', number> }] }>(
      tx,
      Prisma.sql`explain (analyze, buffers, format json) ${sql}`,
    ),
  );
  const plan = row?.['QUERY PLAN'][0].Plan;
  return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
}

test('a guest reads what happened to them, chooses what they are told, and what is the team’s stays its own', async () => {
  await makeNotification(acme, joan, { type: 'comment-reply', targetName: 'The tide' });
  await makeNotification(acme, meera, { type: 'comment-reply', targetName: 'Not hers' });
  await makeNotification(acme, acme.owner, { type: 'guest-joined' });
  const ctx = await as(joan);
  const before = await getOwnNotices(ctx, {});
  expect(before.items).toMatchObject([{ type: 'comment-reply', targetName: 'The tide', isRead: false }]);
  expect(before.wanted).toEqual([
    { type: 'comment-reply', inApp: true, mail: true },
    { type: 'comment-approved', inApp: true, mail: true },
  ]);
  expect(await markOwnNoticesRead(ctx, {})).toEqual({ marked: 1 });
  expect((await getOwnNotices(ctx, {})).items[0]?.isRead).toBe(true);

  const chosen = 'comment-reply:inApp,comment-approved:inApp,comment-approved:mail,guest-joined:mail';
  expect(await saveOwnChoices(ctx, { chosen })).toEqual({ changed: 1 });
  expect(await saveOwnChoices(ctx, { chosen })).toEqual({ changed: 0 });
  expect((await getOwnNotices(ctx, {})).wanted[0]).toEqual({
    type: 'comment-reply',
    inApp: true,
    mail: false,
  });
  const { rows } = await product.database.observer.query(
    'select type, mail from notification_preference where workspace_id = $1',
    [acme.id],
  );
  expect(rows).toEqual([{ type: 'comment-reply', mail: false }]);
  expect(await markOwnNoticesRead(await as(acme.owner), {})).toEqual({ marked: 0 });
  expect((await getOwnNotices(await as(acme.owner), {})).items).toEqual([]);
});

test('people see whether their own address gets the newsletter, and end it; nobody else’s', async () => {
  const state = async (user: MadeUser) => (await getOwnNotices(await as(user), {})).newsletter;
  expect(await state(joan)).toBeNull();
  await makeSubscriber(acme, { email: joan.email, state: 'subscribed' });
  await makeSubscriber(acme, { email: meera.email, state: 'subscribed' });
  expect(await state(joan)).toBe('subscribed');
  expect(await leaveOwnNewsletter(await as(joan), {})).toEqual({ left: true });
  expect(await leaveOwnNewsletter(await as(joan), {})).toEqual({ left: false });
  expect([await state(joan), await state(meera)]).toEqual(['unsubscribed', 'subscribed']);
  expect(await leaveOwnNewsletter(await as(await makeUser({ email: '' })), {})).toEqual({ left: false });
});
