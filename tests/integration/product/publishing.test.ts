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
