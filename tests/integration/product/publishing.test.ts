import { expect, test } from 'vitest';
import { eventually, ownWorkspace, postForm, product, request } from '../../support/product.ts';

const { hostOf } = product();

test('a kept page is served until something is published, and is then made anew', async () => {
  const { slug, owner } = await ownWorkspace();
  const host = hostOf(slug);
  await request(host, '/');
  const kept = await request(host, '/');
  expect(kept.headers['cache-status']).toContain('hit');

  const answer = await postForm(host, '/dashboard/posts/new?_action=posts.create', {
    fields: { title: 'The tide is in', body: 'And the boats float.', publish: 'true' },
    cookie: await owner.cookie(),
  });
  expect(answer.status).toBe(303);
  const home = await eventually(
    'the new post on the public page',
    async () => {
      const { body } = await request(host, '/');
      return body.includes('The tide is in') ? body : null;
    },
    10_000,
  );
  expect(home).toContain('/posts/the-tide-is-in');
});

test('the way from a former address is kept too, until another post takes the address', async () => {
  const { slug, owner } = await ownWorkspace();
  const host = hostOf(slug);
  const send = async (path: string, fields: Record<string, string>) =>
    postForm(host, path, { fields, cookie: await owner.cookie() });
  const write = (fields: Record<string, string>) => send('/dashboard/posts/new?_action=posts.create', fields);
  const { headers } = await write({ title: 'Tides', body: 'The old one.' });
  const [editor = '', id = ''] = /\/dashboard\/posts\/([0-9a-f-]{36})/.exec(headers.location ?? '') ?? [];
  const change = (fields: Record<string, string>) =>
    send(`${editor}?_action=posts.update`, { postId: id, ...fields });
  await change({ status: 'published', slug: 'tides-of-2025' });
  const moved = () => request(host, '/posts/tides?cursor=&utm_source=letter');
  await eventually('the way to the new address', async () => (await moved()).status === 301);
  const kept = await eventually('a kept copy of it', async () => {
    const answer = await moved();
    return answer.headers['cache-status']?.includes('hit') ? answer : null;
  });
  expect(kept.headers.location).toBe('/posts/tides-of-2025');
  expect(kept.headers['cache-control']).toBe('public, max-age=0, must-revalidate');

  await write({ title: 'Tides', body: 'The new one.' });
  await change({ slug: 'tides' });
  await eventually('the post itself at the address', async () =>
    (await moved()).body.includes('The old one.'),
  );
});
