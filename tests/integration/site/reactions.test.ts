import { deletePost } from '@archipelago/core/posts/delete-post';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { ratePost } from '@archipelago/core/reactions/rate-post';
import { setLike } from '@archipelago/core/reactions/set-like';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makePost,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string; slug: string };

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
  post = await makePost(acme, { status: 'published' });
});

const guests = (count: number) => Promise.all(Array.from({ length: count }, () => makeMember(acme, 'guest')));
const like = async (user: MadeUser, liked: 'yes' | 'no' = 'yes') =>
  setLike(await contextFor(user, acme), { postId: post.id, liked });
const rate = async (user: MadeUser, stars: '0' | '1' | '2' | '3' | '4' | '5') =>
  ratePost(await contextFor(user, acme), { postId: post.id, stars });
const seenBy = async (user: MadeUser | null) =>
  (await getPublishedPost(await contextFor(user, acme), { slug: post.slug })).reactions;
/** What is kept, and what it must be. */
async function counts() {
  const { rows } = await product.database.observer.query(
    `select coalesce(t.likes, 0) as likes, coalesce(t.ratings, 0) as ratings, coalesce(t.stars, 0) as stars,
        (select count(*)::int from post_like where workspace_id = $1) as "countedLikes",
        (select count(*)::int from post_rating where workspace_id = $1) as "countedRatings",
        (select coalesce(sum(stars), 0)::int from post_rating where workspace_id = $1) as "countedStars"
      from (select 1) one left join post_tally t on t.workspace_id = $1 and t.post_id = $2`,
    [acme.id, post.id],
  );
  const [{ likes, ratings, stars, countedLikes, countedRatings, countedStars }] = rows;
  expect({ likes, ratings, stars }).toEqual({
    likes: countedLikes,
    ratings: countedRatings,
    stars: countedStars,
  });
  return { likes, ratings, stars };
}

test('a like counts once a person, is taken back once, and is never less than none', async () => {
  const [joan] = (await guests(1)) as [MadeUser];
  await like(joan, 'no');
  expect(await counts()).toEqual({ likes: 0, ratings: 0, stars: 0 });
  expect((await like(joan)).reactions).toMatchObject({ likes: 1, isLiked: true });
  expect((await like(joan)).reactions.likes).toBe(1);
  expect(await seenBy(null)).toMatchObject({ likes: 1, isLiked: false });
  await like(joan, 'no');
  expect((await like(joan, 'no')).reactions).toMatchObject({ likes: 0, isLiked: false });
  expect(await counts()).toEqual({ likes: 0, ratings: 0, stars: 0 });
});

test('a rating can be changed and taken back, and the average follows', async () => {
  const [joan, meera] = (await guests(2)) as [MadeUser, MadeUser];
  await rate(joan, '5');
  await rate(meera, '2');
  expect(await seenBy(joan)).toMatchObject({ ratings: 2, average: 3.5, ownStars: 5 });
  expect((await rate(joan, '3')).reactions).toMatchObject({ ratings: 2, average: 2.5, ownStars: 3 });
  expect((await rate(meera, '0')).reactions).toMatchObject({ ratings: 1, average: 3, ownStars: null });
  await rate(joan, '0');
  expect(await seenBy(null)).toMatchObject({ ratings: 0, average: null, ownStars: null });
  await counts();
});

test('whoever does not belong, was blocked, or asks for a draft is refused', async () => {
  const stranger = await makeUser();
  const blocked = await makeMember(acme, 'guest', undefined, { blockedAt: new Date() });
  const [joan] = (await guests(1)) as [MadeUser];
  expect(await outcomeOf(like(stranger))).toBe('FORBIDDEN join-first');
  expect(await outcomeOf(like(blocked))).toBe('FORBIDDEN blocked');
  const draft = await makePost(acme);
  expect(
    await outcomeOf(contextFor(joan, acme).then((ctx) => setLike(ctx, { postId: draft.id, liked: 'yes' }))),
  ).toMatch(/^NOT_FOUND/);
  expect(await counts()).toEqual({ likes: 0, ratings: 0, stars: 0 });
});

test('a post goes with all that people gave it', async () => {
  const people = (await guests(3)) as MadeUser[];
  for (const person of people) {
    await like(person);
    await rate(person, '4');
  }
  await deletePost(await contextFor(acme.owner, acme), { postId: post.id });
  expect(await counts()).toEqual({ likes: 0, ratings: 0, stars: 0 });
});
