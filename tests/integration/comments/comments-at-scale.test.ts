import { commentsSql } from '@archipelago/core/comments/list-comments';
import { postCommentsSql } from '@archipelago/core/comments/post-comments-sql';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MadeWorkspace, makeMember, makePost, makeWorkspace } from '../../support/factories.ts';
import { makeComment } from '../../support/make-comment.ts';
import { addManyComments } from '../../support/many-comments.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { commentsWorld } from './comments-world.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string; slug: string };
let thread: string;
let reader: string;

beforeAll(async () => {
  product = await startOwnProduct();
  acme = await makeWorkspace();
  post = await makePost(acme, { status: 'published' });
  const author = await makeMember(acme, 'guest');
  reader = (await makeMember(acme, 'guest')).userId;
  const on = { workspaceId: acme.id, postId: post.id, userId: author.userId };
  ({ thread } = await addManyComments(product.database.observer, on, 50_000));
});
afterAll(() => product.stop());

/** Of 8 KB, that Postgres looked at, as the role of the running product: the same on every machine. */
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

/** Reading the index of all comments takes more; a page shows some hundred rows, with their people, and counts to 1,000. */
const few = 1_800;

test.each([
  ['to a visitor', null, {}],
  ['to somebody signed in', 'reader', {}],
  ['one thread of ten thousand replies', 'reader', { thread: true }],
] as const)('a post shows 50,000 comments for a few pages: %s', async (_, who, asked) => {
  const sql = postCommentsSql(acme.id, Prisma.sql`${post.id}::uuid`, Prisma.sql`${acme.owner.userId}::uuid`, {
    userId: who && reader,
    ...('thread' in asked ? { thread } : {}),
  });
  expect(await pagesRead(Prisma.sql`select ${sql} as comments`)).toBeLessThan(few);
});

test.each([
  ['all', {}],
  ['held ones', { state: 'held' }],
  ['removed ones', { state: 'removed' }],
  ['those of a post', { state: 'visible', post: true }],
  ['those of somebody who wrote none', { state: 'visible', authorless: true }],
] as const)('the queue lists 50,000 comments for a few pages: %s', async (_, asked) => {
  const filter = {
    ...('state' in asked ? { state: asked.state } : {}),
    ...('post' in asked ? { postId: post.id } : {}),
    ...('authorless' in asked ? { authorUserId: reader } : {}),
  };
  expect(await pagesRead(commentsSql(acme.id, { ...filter, limit: 50 }))).toBeLessThan(few);
});

test('the newest is shown first, and its replies are counted', async () => {
  const world = commentsWorld(product, acme, post);
  const { items, count } = await world.seenBy(null);
  expect([items.length, items[0]?.id, items[0]?.replyCount, count]).toEqual([20, thread, 10_000, 1_001]);
  const { id } = await makeComment(acme, { postId: post.id, parentId: thread });
  expect((await world.seenBy(null, { thread })).items[0]?.replyCount).toBe(10_001);
  expect(id).not.toBe(thread);
});
