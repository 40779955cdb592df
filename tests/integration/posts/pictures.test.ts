import { blobStore } from '@archipelago/core/files/blob-store';
import { readFile } from '@archipelago/core/files/read-file';
import { sweepUploads } from '@archipelago/core/files/sweep-uploads';
import { createPost } from '@archipelago/core/posts/create-post';
import { deletePost } from '@archipelago/core/posts/delete-post';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { listFeedPosts } from '@archipelago/core/posts/list-feed-posts';
import type { PostAudience } from '@archipelago/core/posts/post-audience';
import { readPicture } from '@archipelago/core/posts/read-picture';
import { unpublishPost } from '@archipelago/core/posts/unpublish-post';
import { updatePost } from '@archipelago/core/posts/update-post';
import { uploadPicture } from '@archipelago/core/posts/upload-picture';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makeMember, makeWorkspace } from '../../support/factories.ts';
import { pngOf } from '../../support/make-image.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

const hour = 60 * 60 * 1000;
const week = 7 * 24 * hour;

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
const upload = async (by = owner()) =>
  uploadPicture(await by, { image: new File([pngOf(640, 360)], 'x.png'), alt: 'A gauge' });
const write = async (body: string, audience: PostAudience = 'everyone') =>
  createPost(await owner(), { title: 'Tides', body, audience, publish: true });
const isPublic = async (name: string) =>
  outcomeOf(readFile(await contextFor(null, acme), { path: `picture/${name}` }));
const seenBy = async (who: Parameters<typeof contextFor>[0], name: string) =>
  outcomeOf(readPicture(await contextFor(who, acme), { picture: name }));
const files = async () =>
  (await product.database.observer.query('select 1 from file where workspace_id = $1', [acme.id])).rowCount;
const inStore = async () => (await blobStore('uploads').list({ prefix: acme.id })).blobs.length;

test('a picture is for whoever may read one of the posts that show it, from moment to moment', async () => {
  const people = {
    nobody: null,
    stranger: (await makeWorkspace()).owner,
    blocked: await makeMember(acme, 'guest', undefined, { blockedAt: new Date() }),
    guest: await makeMember(acme, 'guest'),
    member: await makeMember(acme, 'member'),
  };
  const { name, markdown } = await upload();
  const readers = async () => {
    const found: string[] = [];
    for (const [who, person] of Object.entries(people))
      if ((await seenBy(person, name)) === 'done') found.push(who);
    return [found.join(' '), await isPublic(name)];
  };
  expect(await readers()).toEqual(['member', 'NOT_FOUND']);
  const { id, slug } = await write(markdown, 'members');
  expect(await readers()).toEqual(['member', 'NOT_FOUND']);
  await updatePost(await owner(), { postId: id, audience: 'guests' });
  expect(await readers()).toEqual(['guest member', 'NOT_FOUND']);
  const locked = await getPublishedPost(await contextFor(null, acme), { slug });
  expect(JSON.stringify(locked)).not.toContain(name);
  await updatePost(await owner(), { postId: id, audience: 'everyone' });
  expect(await readers()).toEqual(['nobody stranger blocked guest member', 'done']);
  const open = await getPublishedPost(await contextFor(null, acme), { slug });
  expect(open.pictures).toEqual([{ name, width: 640, height: 360 }]);
  expect((await listFeedPosts(await contextFor(null, acme), {}))[0]?.pictures).toEqual(open.pictures);
  await unpublishPost(await owner(), { postId: id });
  expect(await readers()).toEqual(['member', 'NOT_FOUND']);
  const other = await write(`Too: ${markdown}`);
  expect(await readers()).toEqual(['nobody stranger blocked guest member', 'done']);
  await updatePost(await owner(), { postId: other.id, body: 'Without it.' });
  expect(await readers()).toEqual(['member', 'NOT_FOUND']);
});

test('another workspace’s picture is none of a text', async () => {
  const globex = await makeWorkspace();
  const { name, markdown } = await upload(contextFor(globex.owner, globex));
  const { slug } = await write(markdown);
  expect(await isPublic(name)).toBe('NOT_FOUND');
  expect(await seenBy(acme.owner, name)).toBe('NOT_FOUND');
  expect((await getPublishedPost(await contextFor(null, acme), { slug })).pictures).toEqual([]);
});

test('what no text shows is taken away after a week, out of the storage that the plan counts too', async () => {
  const [first, second] = [await upload(), await upload()];
  const { id } = await write(first.markdown);
  const from = Date.now();
  await sweepUploads(new Date(from + week - hour));
  expect([await files(), await inStore()]).toEqual([2, 2]);
  await sweepUploads(new Date(from + week + hour));
  expect([await files(), await inStore()]).toEqual([1, 1]);
  expect([await isPublic(first.name), await seenBy(acme.owner, second.name)]).toEqual(['done', 'NOT_FOUND']);
  // Taken out of the text, it can be put back, until the week is over.
  await updatePost(await owner(), { postId: id, body: 'Without it.' });
  await updatePost(await owner(), { postId: id, body: first.markdown });
  await sweepUploads(new Date(Date.now() + 2 * week));
  expect(await files()).toBe(1);
  await updatePost(await owner(), { postId: id, body: 'Without it.' });
  await sweepUploads(new Date(Date.now() + 2 * week));
  expect([await files(), await inStore()]).toEqual([0, 0]);
});

test('the pictures of a deleted post go with it, unless another text shows them', async () => {
  const [own, both] = [await upload(), await upload()];
  const { id } = await write(`${own.markdown}\n\n${both.markdown}`);
  await write(both.markdown);
  await deletePost(await owner(), { postId: id });
  expect([await files(), await isPublic(both.name)]).toEqual([1, 'done']);
  await sweepUploads(new Date(Date.now() + 2 * hour));
  expect(await inStore()).toBe(1);
});

test('only whoever writes posts uploads one, and the log says of what size, not what it shows', async () => {
  const guest = await makeMember(acme, 'guest');
  expect(await outcomeOf(upload(contextFor(guest, acme)))).toBe('NOT_FOUND');
  expect(await files()).toBe(0);
  await upload();
  const { rows } = await product.database.observer.query(
    `select action, target_name, changes from audit_event where workspace_id = $1 order by created_at desc limit 1`,
    [acme.id],
  );
  expect(rows[0]).toMatchObject({
    action: 'post.picture_uploaded',
    target_name: 'image/png, 640 × 360 pixels',
  });
  expect(JSON.stringify(rows[0])).not.toContain('gauge');
});

test.each(['../../etc/passwd', '%', `${'a'.repeat(36)}.svg`, 'logo/x.png'])(
  '%s is no picture',
  async (name) => {
    expect(await seenBy(acme.owner, name)).toBe('NOT_FOUND');
  },
);
