import { expect, test } from 'vitest';
import { postedPreview } from './posted-preview.ts';

const page = 'https://acme.example/dashboard/posts/new';
const post = (url: string, body: BodyInit) =>
  postedPreview({ request: new Request(url, { method: 'POST', body }), url: new URL(url) } as never);

test('a preview shows what was typed', async () => {
  const preview = await post(`${page}?preview=text`, new URLSearchParams({ body: 'Words' }));
  expect([preview.isAsked, preview.value('body'), preview.value('title', 'As it was')]).toEqual([
    true,
    'Words',
    'As it was',
  ]);
});

test('what is no form shows the page as it is', async () => {
  const preview = await post(`${page}?preview=text`, '{"body":"Words"}');
  expect([preview.isAsked, preview.value('body', 'As it was')]).toEqual([true, 'As it was']);
});

test('a form that is saved asks for no preview', async () => {
  const preview = await post(
    `${page}?preview=text&_action=posts.create`,
    new URLSearchParams({ body: 'Words' }),
  );
  expect([preview.isAsked, preview.value('body', 'As it was')]).toEqual([false, 'As it was']);
});
