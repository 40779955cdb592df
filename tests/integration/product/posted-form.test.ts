import { expect, test } from 'vitest';
import { postForm, product, signUp } from '../../support/product.ts';

test('a form that is sent while Clerk’s script replaces its cookies counts as signed in by its session alone', async () => {
  const person = await signUp();
  const cookies = (await person.cookie()).split('; ');
  const session = cookies.filter((cookie) => cookie.startsWith('__session'));
  expect(session.length).toBeLessThan(cookies.length);

  const slug = `w${crypto.randomUUID().slice(0, 12)}`;
  const answer = await postForm(product().host, '/workspaces/new?_action=workspaces.create', {
    cookie: session.join('; '),
    fields: { name: 'Posted', slug },
  });
  expect(answer).toMatchObject({ status: 303, headers: { location: expect.stringContaining(slug) } });
});
