import { readFile } from '@archipelago/core/files/read-file';
import { sweepUploads } from '@archipelago/core/files/sweep-uploads';
import { createPost } from '@archipelago/core/posts/create-post';
import { deletePost } from '@archipelago/core/posts/delete-post';
import { featurePost } from '@archipelago/core/posts/feature-post';
import { findMovedPost } from '@archipelago/core/posts/find-moved-post';
import { getPost } from '@archipelago/core/posts/get-post';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { listPosts } from '@archipelago/core/posts/list-posts';
import { listPublishedPosts } from '@archipelago/core/posts/list-published-posts';
import { publishPost } from '@archipelago/core/posts/publish-post';
import { readCover } from '@archipelago/core/posts/read-cover';
import { removeCover } from '@archipelago/core/posts/remove-cover';
import { unfeaturePost } from '@archipelago/core/posts/unfeature-post';
import { unpublishPost } from '@archipelago/core/posts/unpublish-post';
import { updatePost } from '@archipelago/core/posts/update-post';
import { uploadCover } from '@archipelago/core/posts/upload-cover';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import postCard from '../../../netlify/functions/post-card.ts';
import {
  contextFor,
  type MadeWorkspace,
  makeMember,
  makePost,
  makeWorkspace,
} from '../../support/factories.ts';
import { pngOf } from '../../support/make-image.ts';
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
const anyone = () => contextFor(null, acme);
const rows = async <Row extends object>(sql: string): Promise<Row[]> =>
  (await product.database.observer.query<Row>(sql, [acme.id])).rows;
const picture = (text = '') => new File([pngOf(640, 360, text)], 'cover.png');

describe('publishing', () => {
  test('a post that is taken down is a draft again, and nobody reads it', async () => {
    const { id, slug } = await createPost(await owner(), { title: 'Tides', body: 'Words.', publish: true });
    expect((await getPublishedPost(await anyone(), { slug })).title).toBe('Tides');
    await unpublishPost(await owner(), { postId: id });
    expect(await outcomeOf(getPublishedPost(await anyone(), { slug }))).toBe('NOT_FOUND post-unknown');
    expect(await getPost(await owner(), { postId: id })).toMatchObject({
      status: 'draft',
      publishedAt: null,
    });
  });

  test('publishing or taking down twice is the same as once, and logged once', async () => {
    const { id } = await makePost(acme);
    for (const change of [publishPost, publishPost, unpublishPost, unpublishPost]) {
      await change(await owner(), { postId: id });
    }
    const logged = await rows(`select action from audit_event where workspace_id = $1 order by created_at`);
    expect(logged).toEqual([{ action: 'post.published' }, { action: 'post.unpublished' }]);
  });
});

describe('the post that leads the site', () => {
  test('is one, whoever chooses another, and the list does not have it twice', async () => {
    const one = await makePost(acme, { title: 'One', status: 'published' });
    const two = await makePost(acme, { title: 'Two', status: 'published' });
    await makePost(acme, { title: 'Three', status: 'published' });
    await featurePost(await owner(), { postId: one.id });
    await featurePost(await owner(), { postId: two.id });
    const site = await listPublishedPosts(await anyone(), {});
    expect(site.featured?.title).toBe('Two');
    expect(site.items.map(({ title }) => title)).toEqual(['Three', 'One']);
    await unfeaturePost(await owner(), { postId: two.id });
    expect((await listPublishedPosts(await anyone(), {})).items).toHaveLength(3);
  });

  test('is a published one, and stops leading when it is taken down', async () => {
    const draft = await makePost(acme);
    expect(await outcomeOf(featurePost(await owner(), { postId: draft.id }))).toBe('CONFLICT');
    await publishPost(await owner(), { postId: draft.id });
    await featurePost(await owner(), { postId: draft.id });
    await unpublishPost(await owner(), { postId: draft.id });
    expect((await getPost(await owner(), { postId: draft.id })).isFeatured).toBe(false);
  });

  test('is one also when twenty are chosen at once', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => makePost(acme, { status: 'published' })));
    const ctx = await owner();
    await Promise.all(made.map(({ id }) => featurePost(ctx, { postId: id })));
    expect(await rows('select 1 from post where workspace_id = $1 and is_featured')).toHaveLength(1);
  });
});

describe('an address', () => {
  test('that a post had leads to it, through every change and back', async () => {
    const { id } = await createPost(await owner(), { title: 'First', body: 'Words.', publish: true });
    for (const slug of ['second', 'third']) await updatePost(await owner(), { postId: id, slug });
    const ask = await anyone();
    expect(await findMovedPost(ask, { slug: 'first' })).toEqual({ id, slug: 'third' });
    expect(await findMovedPost(ask, { slug: 'second' })).toEqual({ id, slug: 'third' });
    await updatePost(await owner(), { postId: id, slug: 'first' });
    expect(await findMovedPost(ask, { slug: 'first' })).toBeNull();
    expect((await getPost(await owner(), { postId: id })).formerSlugs.sort()).toEqual(['second', 'third']);
  });

  test('that was freed belongs to the post that takes it', async () => {
    const old = await createPost(await owner(), { title: 'Tides', body: 'Old.', publish: true });
    await updatePost(await owner(), { postId: old.id, slug: 'tides-of-2025' });
    const other = await createPost(await owner(), { title: 'Tides', body: 'Not taken by itself.' });
    expect(other.slug).toBe('tides-2');
    const taken = { title: 'New', body: 'New.', slug: 'tides', publish: true };
    await createPost(await owner(), taken);
    expect((await getPublishedPost(await anyone(), { slug: 'tides' })).title).toBe('New');
    expect((await getPublishedPost(await anyone(), { slug: 'tides-of-2025' })).title).toBe('Tides');
  });

  test('of another post is refused, and so is one that is no address', async () => {
    const [one, two] = [await makePost(acme), await makePost(acme)];
    expect(await outcomeOf(updatePost(await owner(), { postId: one.id, slug: two.slug }))).toBe('CONFLICT');
    for (const slug of ['', 'Ærlig', 'a--b', '-a', 'a/b', '../x', 'a'.repeat(61)]) {
      expect(await outcomeOf(updatePost(await owner(), { postId: one.id, slug }))).toBe('BAD_REQUEST');
    }
  });

  test('that several choose at once is one post’s, and the others are told whose', async () => {
    const ctx = await owner();
    const outcomes = await Promise.all(
      ['One', 'Two', 'Three'].map((title) =>
        outcomeOf(createPost(ctx, { title, body: 'Words.', slug: 'the-tide' })),
      ),
    );
    expect(outcomes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'done']);
    await expect(createPost(ctx, { title: 'Four', body: 'Words.', slug: 'the-tide' })).rejects.toThrow(
      /has this address/,
    );
  });

  test('of a draft leads nowhere', async () => {
    const { id } = await createPost(await owner(), { title: 'Secret plan', body: 'Words.' });
    await updatePost(await owner(), { postId: id, slug: 'other' });
    expect(await findMovedPost(await anyone(), { slug: 'secret-plan' })).toBeNull();
  });
});

test('whatever hides a post from somebody has the site purged again a while later, and nothing else does', async () => {
  const { id } = await createPost(await owner(), { title: 'Tides', body: 'Words.', publish: true });
  const again = async () =>
    (await rows(`select 1 from pgboss.job where name = 'purge-site-again' and data->>'workspaceId' = $1`))
      .length;
  await updatePost(await owner(), { postId: id, title: 'Ebb' });
  expect(await again()).toBe(0);
  await updatePost(await owner(), { postId: id, audience: 'guests' });
  expect(await again()).toBe(1);
  await updatePost(await owner(), { postId: id, audience: 'everyone' });
  expect(await again()).toBe(1);
  await unpublishPost(await owner(), { postId: id });
  expect(await again()).toBe(2);
  await publishPost(await owner(), { postId: id });
  await deletePost(await owner(), { postId: id });
  expect(await again()).toBe(3);
});

describe('a cover', () => {
  test('is seen by whoever may read its post, and its address leads nowhere once it is replaced', async () => {
    const { id, slug } = await createPost(await owner(), { title: 'Tides', body: 'Words.', publish: true });
    await uploadCover(await owner(), { postId: id, image: picture('one'), alt: 'A gauge' });
    const first = (await getPublishedPost(await anyone(), { slug })).coverPath ?? '';
    expect((await readFile(await anyone(), { path: first })).contentType).toBe('image/png');
    await uploadCover(await owner(), { postId: id, image: picture('two') });
    expect(await outcomeOf(readFile(await anyone(), { path: first }))).toBe('NOT_FOUND');
    await unpublishPost(await owner(), { postId: id });
    const path = (await getPost(await owner(), { postId: id })).coverPath ?? '';
    expect(await outcomeOf(readFile(await anyone(), { path }))).toBe('NOT_FOUND');
    expect(await outcomeOf(readCover(await anyone(), { slug }))).toBe('NOT_FOUND');
    expect((await readCover(await owner(), { slug })).body.byteLength).toBeGreaterThan(0);
    await removeCover(await owner(), { postId: id });
    expect(await rows('select 1 from file where workspace_id = $1')).toEqual([]);
  });

  test('goes with its post, and the sweep takes it out of the store', async () => {
    const { id } = await makePost(acme);
    await uploadCover(await owner(), { postId: id, image: picture() });
    await deletePost(await owner(), { postId: id });
    expect(await rows('select 1 from file where workspace_id = $1')).toEqual([]);
    expect(await sweepUploads(new Date(Date.now() + 2 * 60 * 60 * 1000))).toBeGreaterThanOrEqual(1);
  });
});

test('a list of drafts has no scheduled ones, and a member may do all of it', async () => {
  const member = await makeMember(acme, 'member');
  const ctx = await contextFor(member, acme);
  const { id } = await createPost(ctx, { title: 'Later', body: 'Words.' });
  const publishAt = new Date(Date.now() + 86_400_000).toISOString();
  expect((await updatePost(ctx, { postId: id, publishAt })).status).toBe('scheduled');
  expect((await listPosts(ctx, { status: 'draft' })).items).toEqual([]);
  expect((await listPosts(ctx, { status: 'scheduled' })).items.map((post) => post.id)).toEqual([id]);
  expect((await updatePost(ctx, { postId: id, publishAt: null })).status).toBe('draft');
});

test('the picture of a post is there for published ones, under the tags that a change purges', async () => {
  const [draft, published] = [
    await makePost(acme),
    await makePost(acme, { title: 'Tides', status: 'published' }),
  ];
  const ask = (post: string, workspace = acme.slug, spelled = post) => {
    const request = new Request(`http://localhost/w/${workspace}/posts/${spelled}/card.png`);
    return postCard(request, { params: { workspace, post }, requestId: 'r' } as never);
  };
  const card = await ask(published.slug);
  expect([card.status, card.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(card.headers.get('netlify-cache-tag')).toBe(`workspace-${acme.id},post-${published.id}`);
  expect(
    Buffer.from(await card.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  for (const other of [
    await ask(draft.slug),
    await ask('x'.repeat(300)),
    await ask(published.slug, 'nobody-here'),
    await ask(
      published.slug,
      acme.slug,
      published.slug.replace(/^./, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
    ),
  ]) {
    expect([other.status, other.headers.get('cache-control')]).toEqual([404, 'no-store']);
  }
});
