import { deleteComment } from '@archipelago/core/comments/delete-comment';
import { editComment } from '@archipelago/core/comments/edit-comment';
import { eraseComment } from '@archipelago/core/comments/erase-comment';
import { listComments } from '@archipelago/core/comments/list-comments';
import { moderateComments } from '@archipelago/core/comments/moderate-comments';
import { reportComment } from '@archipelago/core/comments/report-comment';
import { setCommentPolicy } from '@archipelago/core/comments/set-comment-policy';
import { joinAsGuest } from '@archipelago/core/joining/join-as-guest';
import { blockGuest } from '@archipelago/core/members/block-guest';
import { deletePost } from '@archipelago/core/posts/delete-post';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makePost,
  makeUser,
  makeWorkspace,
  memberIdOf,
} from '../../support/factories.ts';
import { makeComment } from '../../support/make-comment.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { commentsWorld } from './comments-world.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string; slug: string };
let world: ReturnType<typeof commentsWorld>;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
  post = await makePost(acme, { status: 'published' });
  world = commentsWorld(product, acme, post);
});

const moderate = async (ids: string[], state: 'visible' | 'held' | 'removed', by = acme.owner) =>
  outcomeOf(moderateComments(await world.as(by), { commentIds: ids, state }));
const report = async (id: string, by: MadeUser) =>
  outcomeOf(reportComment(await world.as(by), { commentId: id, reason: 'spam' }));

describe('writing', () => {
  test('a first comment waits, only its author sees it, and once it is approved theirs appear at once', async () => {
    const [joan, meera] = [await world.guest(), await world.guest()];
    const { id, state } = await world.write(joan, 'First.');
    expect(state).toBe('held');
    expect((await world.seenBy(joan)).texts).toEqual([['First.']]);
    for (const other of [meera, acme.owner, null]) expect((await world.seenBy(other)).texts).toEqual([]);
    expect((await world.write(joan, 'Second.')).state).toBe('held');
    expect(await moderate([id], 'visible')).toBe('done');
    expect((await world.write(joan, 'Third.')).state).toBe('visible');
    expect((await world.seenBy(null)).texts).toEqual([['Third.'], ['First.']]);
    expect((await world.seenBy(null)).count).toBe(2);
  });

  test('the policy decides, and the team never waits', async () => {
    const grace = await makeMember(acme, 'member');
    expect((await world.write(grace, 'From the team.')).state).toBe('visible');
    await world.policy('open');
    const joan = await world.guest();
    expect((await world.write(joan, 'Hello.')).state).toBe('visible');
    const links = await world.write(joan, 'https://a.example https://b.example https://c.example');
    expect(await world.stateOf(links.id)).toBe('held links');
    await world.policy('all_held');
    expect((await world.write(joan, 'Again.')).state).toBe('held');
    expect((await world.write(grace, 'Ours.')).state).toBe('visible');
    await world.policy('closed');
    for (const user of [joan, grace]) {
      expect(await outcomeOf(world.write(user, 'Too late.'))).toBe('FORBIDDEN comments-closed');
    }
  });

  test('who does not belong here joins first; who is blocked stays out; nobody is told of a draft', async () => {
    const [stranger, joan] = [await makeUser(), await world.guest()];
    expect(await outcomeOf(world.write(stranger))).toBe('FORBIDDEN join-first');
    await joinAsGuest(await world.as(stranger), {});
    expect(await outcomeOf(world.write(stranger))).toBe('done');
    await blockGuest(await world.as(acme.owner), { memberId: await memberIdOf(acme, joan) });
    expect(await outcomeOf(world.write(joan))).toBe('FORBIDDEN blocked');
    const draft = await makePost(acme);
    expect(await outcomeOf(commentsWorld(product, acme, draft).write(stranger))).toBe('NOT_FOUND');
  });

  test('replies stand below comments, one level deep, also for whoever writes around the product', async () => {
    const { id } = await world.write(acme.owner, 'Top.');
    const reply = await world.write(acme.owner, 'Below.', id);
    expect((await world.seenBy(null)).texts).toEqual([['Top.', 'Below.']]);
    expect(await outcomeOf(world.write(acme.owner, 'Deeper.', reply.id))).toBe('BAD_REQUEST');
    await expect(makeComment(acme, { postId: post.id, parentId: reply.id })).rejects.toThrow(/one_level/);
    const other = await makePost(acme, { status: 'published' });
    await expect(makeComment(acme, { postId: other.id, parentId: id })).rejects.toThrow(/one_level/);
    await expect(
      world.query('update comment set parent_id = null where workspace_id = $1 and id = $2', [reply.id]),
    ).rejects.toThrow(/stays_in_its_place/);
    const elsewhere = commentsWorld(product, acme, other);
    expect(await outcomeOf(elsewhere.write(acme.owner, 'Astray.', id))).toBe('NOT_FOUND comment-unknown');
  });

  test('the same words sent twice are one comment, and more than ten in five minutes are refused', async () => {
    await world.policy('open');
    const joan = await world.guest();
    const [one, two] = [await world.write(joan, 'Once.'), await world.write(joan, 'Once.')];
    expect(two.id).toBe(one.id);
    for (let number = 3; number <= 10; number += 1) await world.write(joan, `Number ${number}.`);
    expect(await outcomeOf(world.write(joan, 'Eleven.'))).toBe('TOO_MANY_REQUESTS');
    expect(await outcomeOf(world.write(await world.guest(), 'Somebody else.'))).toBe('done');
  });
});

describe('changing and deleting', () => {
  const edit = async (id: string, by: MadeUser, body: string) =>
    outcomeOf(editComment(await world.as(by), { commentId: id, body }));
  const remove = async (id: string, by: MadeUser) =>
    outcomeOf(deleteComment(await world.as(by), { commentId: id }));

  test('the words are their author’s to change for fifteen minutes', async () => {
    const [joan, meera] = [await world.guest(), await world.guest()];
    const at = (minutes: number) => ({ createdAt: new Date(Date.now() - minutes * 60_000) });
    const fresh = await makeComment(acme, { postId: post.id, author: joan, ...at(14) });
    const old = await makeComment(acme, { postId: post.id, author: joan, ...at(16) });
    expect(await edit(fresh.id, joan, 'Better said.')).toBe('done');
    expect(await edit(old.id, joan, 'Better said.')).toBe('CONFLICT edit-over');
    for (const other of [meera, acme.owner])
      expect(await edit(fresh.id, other, 'Mine.')).toBe('NOT_FOUND comment-unknown');
    const { items } = await world.seenBy(joan);
    expect(items.map(({ body, isEditable, editedAt }) => [body, isEditable, editedAt !== null])).toEqual([
      ['Better said.', true, true],
      ['Well said.', false, false],
    ]);
  });

  test('what would wait if it were new waits when it is changed into that', async () => {
    const joan = await world.guest();
    const { id } = await makeComment(acme, { postId: post.id, author: joan });
    expect(await edit(id, joan, 'https://a.example https://b.example https://c.example')).toBe('done');
    expect(await world.stateOf(id)).toBe('held links');
    expect(await edit(id, joan, 'Harmless again.')).toBe('done');
    expect(await world.stateOf(id)).toBe('held links');
    await world.policy('all_held');
    const second = await makeComment(acme, { postId: post.id, author: joan });
    expect(await edit(second.id, joan, 'Something else.')).toBe('done');
    expect(await world.stateOf(second.id)).toBe('held policy');
  });

  test('a deleted comment is gone; with replies, an empty place stays until the last of them goes', async () => {
    const [joan, meera] = [await world.guest(), await world.guest()];
    const alone = await makeComment(acme, { postId: post.id, author: joan });
    const top = await makeComment(acme, { postId: post.id, author: joan, body: 'A secret.' });
    const reply = await makeComment(acme, { postId: post.id, parentId: top.id, author: meera });
    expect(await remove(alone.id, meera)).toBe('NOT_FOUND comment-unknown');
    expect(await remove(alone.id, joan)).toBe('done');
    expect(await remove(top.id, joan)).toBe('done');
    expect([await world.stateOf(alone.id), await world.stateOf(top.id)]).toEqual(['gone', 'empty removed']);
    const { items } = await world.seenBy(null);
    expect(items).toMatchObject([
      { body: null, authorName: null, isGoneByAuthor: true, replies: [{ id: reply.id }] },
    ]);
    expect(await remove(reply.id, meera)).toBe('done');
    expect(await world.stateOf(top.id)).toBe('gone');
  });

  test('somebody who has left or was blocked can still delete what they wrote', async () => {
    const joan = await world.guest();
    const { id } = await makeComment(acme, { postId: post.id, author: joan });
    await blockGuest(await world.as(acme.owner), { memberId: await memberIdOf(acme, joan) });
    expect(await edit(id, joan, 'Anything.')).toBe('FORBIDDEN blocked');
    expect(await remove(id, joan)).toBe('done');
  });
});

describe('moderating', () => {
  test('owners and admins approve, hold and remove, several at once; each is on record', async () => {
    const [admin, member] = [await makeMember(acme, 'admin'), await makeMember(acme, 'member')];
    const two = [
      await makeComment(acme, { postId: post.id, state: 'held' }),
      await makeComment(acme, { postId: post.id, state: 'held' }),
    ].map(({ id }) => id);
    expect(await moderate(two, 'visible', member)).toBe('FORBIDDEN');
    expect(await moderate(two, 'visible', await world.guest())).toBe('NOT_FOUND');
    expect(await moderate(two, 'visible', admin)).toBe('done');
    expect(await moderate(two, 'visible', admin)).toBe('done');
    expect(await moderate([two[0] ?? ''], 'removed')).toBe('done');
    const events = await world.query(
      `select action, target_name as name, changes from audit_event where workspace_id = $1 order by created_at`,
    );
    expect(events.map((event) => (event as { changes: object }).changes)).toEqual([
      { state: { from: 'held', to: 'visible' } },
      { state: { from: 'held', to: 'visible' } },
      { state: { from: 'visible', to: 'removed' } },
    ]);
    expect((await world.seenBy(null)).count).toBe(1);
  });

  test('a comment that was taken off the site leaves an empty place above its replies, to all but its author while held', async () => {
    const joan = await world.guest();
    const { id } = await makeComment(acme, { postId: post.id, author: joan, body: 'Hidden-4e2' });
    await makeComment(acme, { postId: post.id, parentId: id, body: 'Below.' });
    const seen = async (user: MadeUser | null) => JSON.stringify((await world.seenBy(user)).items);
    for (const state of ['held', 'removed'] as const) {
      await moderate([id], state);
      for (const other of [null, acme.owner, await world.guest()]) {
        const items = await seen(other);
        expect(items).toContain('Below.');
        expect(items).not.toContain('Hidden-4e2');
        expect(items).not.toContain(joan.name);
      }
      expect((await seen(joan)).includes('Hidden-4e2'), state).toBe(state === 'held');
    }
  });

  test('a comment of another workspace is not there, and changes nothing', async () => {
    const elsewhere = await makeComment(await makeWorkspace(), { state: 'held' });
    expect(await moderate([elsewhere.id], 'visible')).toBe('NOT_FOUND comment-unknown');
    const here = await makeComment(acme, { state: 'held' });
    expect(await moderate([here.id, elsewhere.id], 'visible')).toBe('done');
    const [{ state } = { state: '' }] = (
      await product.database.observer.query<{ state: string }>(
        'select state::text from comment where id = $1',
        [elsewhere.id],
      )
    ).rows;
    expect(state).toBe('held');
  });

  test('the queue shows each state by itself, newest first, by post and by person, page after page', async () => {
    const joan = await world.guest();
    for (let number = 0; number < 5; number += 1) {
      const createdAt = new Date(Date.now() - number * 1_000);
      await makeComment(acme, {
        postId: post.id,
        author: joan,
        state: 'held',
        body: `Held ${number}`,
        createdAt,
      });
    }
    await makeComment(acme, { state: 'held', body: 'Elsewhere' });
    await makeComment(acme, { postId: post.id, state: 'removed', body: 'Removed' });
    const list = async (filter: object) => listComments(await world.as(acme.owner), filter);
    const first = await list({ state: 'held', postId: post.id, limit: 3 });
    expect(first.items.map(({ body }) => body)).toEqual(['Held 0', 'Held 1', 'Held 2']);
    const next = await list({ state: 'held', postId: post.id, limit: 3, cursor: first.nextCursor });
    expect([next.items.map(({ body }) => body), next.nextCursor]).toEqual([['Held 3', 'Held 4'], null]);
    expect((await list({ state: 'held', authorUserId: joan.userId })).items).toHaveLength(5);
    expect((await list({ state: 'removed' })).items.map(({ body }) => body)).toEqual(['Removed']);
    expect((await list({})).items).toHaveLength(7);
  });

  test('erased words are nowhere any more', async () => {
    const { id } = await makeComment(acme, { postId: post.id, body: 'Erase-me-7c1' });
    await makeComment(acme, { postId: post.id, parentId: id });
    await eraseComment(await world.as(acme.owner), { commentId: id });
    expect(await world.stateOf(id)).toBe('empty removed');
    expect(await moderate([id], 'visible')).toBe('NOT_FOUND comment-unknown');
    const { items } = await listComments(await world.as(acme.owner), {});
    expect(items.map((comment) => comment.id)).not.toContain(id);
  });

  test('the policy is set by who moderates, is on record, and saving it again is not', async () => {
    const member = await makeMember(acme, 'member');
    const set = async (by: MadeUser) => outcomeOf(setCommentPolicy(await world.as(by), { policy: 'open' }));
    expect([await set(member), await set(acme.owner), await set(acme.owner)]).toEqual([
      'FORBIDDEN',
      'done',
      'done',
    ]);
    expect((await world.as(null)).workspace.commentPolicy).toBe('open');
    expect(await world.query('select 1 from audit_event where workspace_id = $1')).toHaveLength(1);
  });
});

describe('reporting', () => {
  test('three people hold a comment; one person counts once, and nobody reports their own', async () => {
    const people = [await world.guest(), await world.guest(), await world.guest()] as const;
    const { id } = await makeComment(acme, { postId: post.id, author: people[0] });
    expect(await report(id, people[0])).toBe('CONFLICT own-comment');
    for (let again = 0; again < 3; again += 1) expect(await report(id, people[1])).toBe('done');
    expect(await report(id, people[2])).toBe('done');
    expect(await world.stateOf(id)).toBe('visible');
    expect(await report(id, acme.owner)).toBe('done');
    expect(await world.stateOf(id)).toBe('held reports');
  });

  test('of three at once, one holds it, and each report is there', async () => {
    for (let round = 0; round < 5; round += 1) {
      const people = await Promise.all([1, 2, 3].map(() => world.guest()));
      const { id } = await makeComment(acme, { postId: post.id });
      expect(await Promise.all(people.map((person) => report(id, person)))).toEqual(['done', 'done', 'done']);
      expect(await world.stateOf(id)).toBe('held reports');
      const held = await world.query(
        `select 1 from audit_event where workspace_id = $1 and target_id = $2 and changes->'state'->>'to' = 'held'`,
        [id],
      );
      expect(held).toHaveLength(1);
    }
  });

  test('once it was approved, it takes three others', async () => {
    const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => world.guest()));
    const { id } = await makeComment(acme, { postId: post.id });
    for (const person of people.slice(0, 3)) await report(id, person);
    await moderate([id], 'visible');
    for (const person of people.slice(0, 5)) await report(id, person);
    expect(await world.stateOf(id)).toBe('visible');
    await report(id, people[5] as MadeUser);
    expect(await world.stateOf(id)).toBe('held reports');
  });
});

describe('what is counted', () => {
  test('held comments, visible replies and those of each post are what there is, whatever was done', async () => {
    const joan = await world.guest();
    const top = await makeComment(acme, { postId: post.id });
    const replies = [
      await makeComment(acme, { postId: post.id, parentId: top.id, author: joan }),
      await makeComment(acme, { postId: post.id, parentId: top.id, state: 'held', author: joan }),
      await makeComment(acme, { postId: post.id, parentId: top.id, state: 'removed' }),
    ].map(({ id }) => id);
    const isRight = async () => {
      const counts = await world.counts();
      expect(counts?.kept).toEqual(counts?.counted);
    };
    await isRight();
    for (const state of ['held', 'visible', 'removed', 'visible'] as const) {
      await moderate([top.id, ...replies], state);
      await isRight();
    }
    await deleteComment(await world.as(joan), { commentId: replies[0] ?? '' });
    await isRight();
    await moderate([replies[1] ?? ''], 'held');
    await isRight();
    await deletePost(await world.as(acme.owner), { postId: post.id });
    expect((await world.counts())?.kept).toEqual({ held: 0, replies: {}, posts: {} });
  });

  test('a post shows twenty comments and five replies each, the rest page by page', async () => {
    const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);
    const ids: string[] = [];
    for (let number = 0; number < 23; number += 1) {
      const body = `Thread ${number}`;
      ids.push((await makeComment(acme, { postId: post.id, body, createdAt: at(number) })).id);
    }
    const last = ids.at(-1) ?? '';
    for (let number = 0; number < 7; number += 1) {
      const body = `Reply ${number}`;
      await makeComment(acme, { postId: post.id, parentId: last, body, createdAt: at(100 + number) });
    }
    const first = await world.seenBy(null);
    expect([first.texts.length, first.count, first.items[0]?.replyCount]).toEqual([20, 30, 7]);
    expect(first.texts[0]).toEqual(['Thread 22', ...[0, 1, 2, 3, 4].map((n) => `Reply ${n}`)]);
    const rest = await world.seenBy(null, { cursor: first.nextCursor ?? '' });
    expect(rest.texts).toEqual([['Thread 2'], ['Thread 1'], ['Thread 0']]);
    const thread = await world.seenBy(null, { thread: last });
    expect(thread.texts).toEqual([['Thread 22', ...[0, 1, 2, 3, 4, 5, 6].map((n) => `Reply ${n}`)]]);
    const later = await world.seenBy(null, { thread: last, after: first.items[0]?.nextReplies ?? '' });
    expect(later.texts).toEqual([['Thread 22', 'Reply 5', 'Reply 6']]);
  });
});
