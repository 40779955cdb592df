import { createComment } from '@archipelago/core/comments/create-comment';
import { reportComment } from '@archipelago/core/comments/report-comment';
import { readFile } from '@archipelago/core/files/read-file';
import { createPost } from '@archipelago/core/posts/create-post';
import { getPostCard } from '@archipelago/core/posts/get-post-card';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { listFeedPosts } from '@archipelago/core/posts/list-feed-posts';
import { listPublishedPosts } from '@archipelago/core/posts/list-published-posts';
import { listSitemapPosts } from '@archipelago/core/posts/list-sitemap-posts';
import { readCover } from '@archipelago/core/posts/read-cover';
import { updatePost } from '@archipelago/core/posts/update-post';
import { uploadCover } from '@archipelago/core/posts/upload-cover';
import { ratePost } from '@archipelago/core/reactions/rate-post';
import { setLike } from '@archipelago/core/reactions/set-like';
import { searchWorkspace } from '@archipelago/core/search/search-workspace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { makeComment } from '../../support/make-comment.ts';
import { pngOf } from '../../support/make-image.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

const secret = 'the-secret-of-the-text';

let product: OwnProduct;
let acme: MadeWorkspace;
let people: Record<'nobody' | 'stranger' | 'blocked' | 'guest' | 'member', MadeUser | null>;
const gated = {} as Record<
  'guests' | 'members',
  { id: string; slug: string; coverPath: string; commentId: string }
>;

beforeAll(async () => {
  product = await startOwnProduct();
  acme = await makeWorkspace({ plan: 'pro' });
  people = {
    nobody: null,
    stranger: (await makeWorkspace()).owner,
    blocked: await makeMember(acme, 'guest', await makeUser(), { blockedAt: new Date() }),
    guest: await makeMember(acme, 'guest'),
    member: await makeMember(acme, 'member'),
  };
  const owner = await contextFor(acme.owner, acme);
  for (const audience of ['guests', 'members'] as const) {
    const body = `First ${secret}.\n\nThen ${secret}.`;
    const { id, slug } = await createPost(owner, { title: `For ${audience}`, body, audience, publish: true });
    const image = new File([pngOf(640, 360, secret)], 'cover.png');
    await uploadCover(owner, { postId: id, image, alt: `Cover ${secret}` });
    const { id: commentId } = await makeComment(acme, { postId: id, body: `Comment ${secret}` });
    await setLike(owner, { postId: id, liked: 'yes' });
    await ratePost(owner, { postId: id, stars: '5' });
    const { coverPath } = await getPublishedPost(owner, { slug });
    gated[audience] = { id, slug, coverPath: coverPath ?? '', commentId };
  }
});
afterAll(() => product.stop());

const audiences = ['guests', 'members'] as const;
const readers = { guests: ['guest', 'member'], members: ['member'] };

describe.each(audiences)('a post for %s', (audience) => {
  test.each(['nobody', 'stranger', 'blocked', 'guest', 'member'] as const)('as %s sees it', async (who) => {
    const ctx = await contextFor(people[who], acme);
    const { slug, id, coverPath, commentId } = gated[audience];
    const mayRead = readers[audience].includes(who);
    const seen = [
      await getPublishedPost(ctx, { slug }),
      await listPublishedPosts(ctx, {}).then(({ items }) => items.filter((item) => item.slug === slug)),
      await getPostCard(ctx, { slug }),
    ];
    const told = JSON.stringify(seen);
    expect(told).toContain(`For ${audience}`);
    expect(told.includes(secret), told).toBe(mayRead);
    expect(told.includes(coverPath)).toBe(mayRead);
    expect(await outcomeOf(readCover(ctx, { slug }))).toBe(mayRead ? 'done' : 'NOT_FOUND');
    // No file that caches keep has it, whoever asks.
    expect(await outcomeOf(readFile(ctx, { path: coverPath }))).toBe('NOT_FOUND');
    const listed = (await listPublishedPosts(ctx, {})).items.find((item) => item.slug === slug);
    const { readingMinutes = 0, comments = 0, average = null } = listed ?? {};
    expect([readingMinutes > 0, comments > 0, (listed?.ratings ?? 0) > 0, average !== null]).toEqual(
      Array(4).fill(mayRead),
    );
    const { likes, ratings } = (await getPublishedPost(ctx, { slug })).reactions;
    expect([likes > 0, ratings > 0]).toEqual([mayRead, mayRead]);
    if (who === 'nobody') return;
    const outcomes = [
      await outcomeOf(createComment(ctx, { postId: id, body: 'Well said.' })),
      await outcomeOf(setLike(ctx, { postId: id, liked: 'yes' })),
      await outcomeOf(ratePost(ctx, { postId: id, stars: '4' })),
      await outcomeOf(reportComment(ctx, { commentId, reason: 'other' })),
    ];
    expect(outcomes.map((outcome) => outcome === 'done')).toEqual(Array(4).fill(mayRead));
  });

  test('is in no feed and no map, whoever asks', async () => {
    for (const who of Object.values(people)) {
      const ctx = await contextFor(who, acme);
      const told = JSON.stringify([await listFeedPosts(ctx, {}), await listSitemapPosts(ctx, {})]);
      expect(told).not.toContain(gated[audience].slug);
      expect(told).not.toContain(secret);
    }
  });
});

test('closing a post takes the beginning of its text out of what everybody sees, and out of the search', async () => {
  const owner = await contextFor(acme.owner, acme);
  const { id, slug } = await createPost(owner, {
    title: 'Once open',
    body: `Beginning ${secret}.`,
    publish: true,
  });
  const seen = async () => JSON.stringify(await getPublishedPost(await contextFor(null, acme), { slug }));
  expect(await seen()).toContain(secret);
  await updatePost(owner, { postId: id, audience: 'members' });
  expect(await seen()).not.toContain(secret);
  expect((await searchWorkspace(owner, { q: secret })).posts.items).toEqual([]);
  await updatePost(owner, { postId: id, summary: 'What everybody may know.' });
  expect(await seen()).toContain('What everybody may know.');
});

test('the database refuses a closed post that shows the beginning of its text', async () => {
  const write = product.database.observer.query(`update post set excerpt = 'First words' where id = $1`, [
    gated.members.id,
  ]);
  await expect(write).rejects.toThrow(/post_gated_shows_its_summary/);
});
