import { createPost } from '@archipelago/core/posts/create-post';
import { findMovedPost } from '@archipelago/core/posts/find-moved-post';
import { getPost } from '@archipelago/core/posts/get-post';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { updatePost } from '@archipelago/core/posts/update-post';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeWorkspace,
  makeMember,
  makePost,
  makeWorkspace,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
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

describe('two people who write on one post', () => {
  async function opened() {
    const { id, updatedAt } = await createPost(await owner(), { title: 'Tides', body: 'Words.' });
    return { postId: id, basedOn: updatedAt.toISOString() };
  }

  test('the second is told who was faster, and nothing of the first is lost', async () => {
    const { postId, basedOn } = await opened();
    const grace = await contextFor(await makeMember(acme, 'member'), acme);
    await updatePost(grace, { postId, basedOn, body: 'Words of the first.' });
    const late = updatePost(await owner(), { postId, basedOn, body: 'Words of the second.' });
    await expect(late).rejects.toMatchObject({ code: 'CONFLICT', reason: 'changed-meanwhile' });
    await expect(late).rejects.toThrow(grace.actor.kind === 'user' ? grace.actor.name : '');
    expect((await getPost(await owner(), { postId })).body).toBe('Words of the first.');
  });

  test('of two at the same moment one is told', async () => {
    const { postId, basedOn } = await opened();
    const ctx = await owner();
    const outcomes = await Promise.all(
      ['One.', 'Two.', 'Three.'].map((body) => outcomeOf(updatePost(ctx, { postId, basedOn, body }))),
    );
    expect(outcomes.sort()).toEqual(['CONFLICT changed-meanwhile', 'CONFLICT changed-meanwhile', 'done']);
  });

  test('who saves again with what is there now has their way', async () => {
    const { postId, basedOn } = await opened();
    const { updatedAt } = await updatePost(await owner(), { postId, basedOn, body: 'First.' });
    await updatePost(await owner(), { postId, basedOn: updatedAt.toISOString(), body: 'Second.' });
    expect((await getPost(await owner(), { postId })).body).toBe('Second.');
  });

  test('sending the same twice is no quarrel with oneself', async () => {
    const { postId, basedOn } = await opened();
    for (let n = 0; n < 2; n += 1) {
      expect(await outcomeOf(updatePost(await owner(), { postId, basedOn, body: 'Same.' }))).toBe('done');
    }
  });
});

describe('beside a post', () => {
  test('stand the ones published next after it and next before it, closed ones by their title, drafts not', async () => {
    const at = (day: number) => new Date(Date.UTC(2026, 9, day));
    const oldest = await makePost(acme, { title: 'Oldest', status: 'published', publishedAt: at(1) });
    const middle = await makePost(acme, { title: 'Middle', status: 'published', publishedAt: at(2) });
    await makePost(acme, { title: 'Draft' });
    const newest = await makePost(acme, { title: 'Newest', status: 'published', publishedAt: at(3) });
    await updatePost(await owner(), { postId: newest.id, audience: 'members' });
    const beside = async (slug: string) => {
      const { newer, older } = await getPublishedPost(await contextFor(null, acme), { slug });
      return [newer?.title, older?.title];
    };
    expect(await beside(oldest.slug)).toEqual(['Middle', undefined]);
    expect(await beside(middle.slug)).toEqual(['Newest', 'Oldest']);
    expect(await beside(newest.slug)).toEqual([undefined, 'Middle']);
  });
});

test('the sections of a text have names, and of a locked one there are none', async () => {
  const body = '## First\n\n## Second\n\nWords.';
  const { id, slug } = await createPost(await owner(), { title: 'Long', body, publish: true });
  const seen = async () => getPublishedPost(await contextFor(null, acme), { slug });
  expect((await seen()).headings.map(({ text }) => text)).toEqual(['First', 'Second']);
  await updatePost(await owner(), { postId: id, audience: 'members' });
  expect((await seen()).headings).toEqual([]);
});

test('a former address names the post, so that its copies go with it', async () => {
  const { id } = await createPost(await owner(), { title: 'Tides', body: 'Words.', publish: true });
  await updatePost(await owner(), { postId: id, slug: 'moved' });
  const anyone = await contextFor(null, acme);
  expect(await findMovedPost(anyone, { slug: 'tides' })).toEqual({ id, slug: 'moved' });
});
