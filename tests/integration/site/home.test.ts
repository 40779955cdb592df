import { moderateComments } from '@archipelago/core/comments/moderate-comments';
import { createPost } from '@archipelago/core/posts/create-post';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { listPublishedPosts, postsShown } from '@archipelago/core/posts/list-published-posts';
import { updatePost } from '@archipelago/core/posts/update-post';
import { ratePost } from '@archipelago/core/reactions/rate-post';
import { setLike } from '@archipelago/core/reactions/set-like';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  contextFor,
  type MadeWorkspace,
  makeMember,
  makePost,
  makeWorkspace,
} from '../../support/factories.ts';
import { makeComment } from '../../support/make-comment.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
});

const owner = () => contextFor(acme.owner, acme);
const home = async (cursor?: string) =>
  listPublishedPosts(await contextFor(null, acme), cursor ? { cursor } : {});
const listed = async (slug: string) => (await home()).items.find((post) => post.slug === slug);
const rows = async (sql: string, values: unknown[] = []) =>
  (await product.database.observer.query(sql, [acme.id, ...values])).rows;

test('a post says how long it takes, on the list as on its own page, also after it was rewritten', async () => {
  const { id, slug } = await createPost(await owner(), {
    title: 'Long',
    body: 'كلمة word – '.repeat(550),
    publish: true,
  });
  const page = async () => getPublishedPost(await contextFor(null, acme), { slug });
  expect([(await listed(slug))?.readingMinutes, (await page()).readingMinutes]).toEqual([5, 5]);
  await updatePost(await owner(), { postId: id, body: 'Short now.' });
  expect([(await listed(slug))?.readingMinutes, (await page()).readingMinutes]).toEqual([1, 1]);
});

test('a post says what people made of it: comments that are seen, and the average of its ratings', async () => {
  const { id: postId, slug } = await makePost(acme, { status: 'published' });
  expect(await listed(slug)).toMatchObject({ comments: 0, ratings: 0, average: null });
  const thread = await makeComment(acme, { postId });
  const reply = await makeComment(acme, { postId, parentId: thread.id });
  const held = await makeComment(acme, { postId, state: 'held' });
  await makeComment(acme, { postId, state: 'removed' });
  for (const stars of ['5', '4', '5'] as const) {
    const guest = await contextFor(await makeMember(acme, 'guest'), acme);
    await ratePost(guest, { postId, stars });
  }
  expect(await listed(slug)).toMatchObject({ comments: 2, ratings: 3, average: 4.7 });
  await moderateComments(await owner(), { commentIds: [held.id], state: 'visible' });
  expect((await listed(slug))?.comments).toBe(3);
  await moderateComments(await owner(), { commentIds: [reply.id, thread.id], state: 'removed' });
  expect((await listed(slug))?.comments).toBe(1);
});

test('a page has twelve posts, and the next goes on where it ends', async () => {
  for (let n = 0; n < postsShown + 2; n += 1) {
    const publishedAt = new Date(Date.UTC(2026, 0, 1 + n));
    await makePost(acme, { title: `Day ${n}`, status: 'published', publishedAt });
  }
  const first = await home();
  const second = await home(first.nextCursor ?? '');
  const titles = [...first.items, ...second.items].map(({ title }) => title);
  expect(titles).toEqual(Array.from({ length: postsShown + 2 }, (_, n) => `Day ${postsShown + 1 - n}`));
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([postsShown, 2, null]);
});

test('beside the posts stand the two newest entries that everybody sees, by their beginnings', async () => {
  expect((await home()).entries).toEqual([]);
  const long = 'word '.repeat(150).trim();
  await rows(
    `insert into comment (workspace_id, author_user_id, author_name, body, state, held_reason, created_at)
      select $1, author, name, body, state::comment_state, case state when 'held' then 'first' end::comment_held_reason,
        now() - make_interval(hours => hours)
      from (values
        ($2::uuid, null, 'The oldest.', 'visible', 9), (null, 'Nadia', $3, 'visible', 8),
        (null, null, 'Gone.', 'visible', 7), (null, 'Nadia', 'Waits.', 'held', 6)
      ) e (author, name, body, state, hours)`,
    [acme.owner.userId, long],
  );
  const { entries } = await home();
  expect(entries).toMatchObject([
    { authorName: null, text: 'Gone.', signedAt: expect.any(Date) },
    { authorName: 'Nadia', text: long.slice(0, 240) },
  ]);
  const other = await makeWorkspace();
  expect((await listPublishedPosts(await contextFor(null, other), {})).entries).toEqual([]);
});

test('a comment and a rating have the home purged, a like, which it does not tell of, has not', async () => {
  const purged = async () => {
    const jobs = await rows(
      `delete from pgboss.job where name = 'purge-site' and data->>'workspaceId' = $1 returning data - 'workspaceId' as part`,
    );
    return jobs.map(({ part }) => (part.home ? 'home' : part.postId ? 'post' : 'site')).sort();
  };
  const { id: postId } = await makePost(acme, { status: 'published' });
  await setLike(await owner(), { postId, liked: 'yes' });
  expect(await purged()).toEqual(['post']);
  await ratePost(await owner(), { postId, stars: '3' });
  expect(await purged()).toEqual(['home', 'post']);
  const { id } = await makeComment(acme, { postId });
  await moderateComments(await owner(), { commentIds: [id], state: 'held' });
  expect(await purged()).toEqual(['home', 'post']);
});
