import { expect, test } from 'vitest';
import { keepCookiesPrivate } from './keep-cookies-private.ts';

const shared = {
  'cache-control': 'public, max-age=0, must-revalidate',
  'netlify-cdn-cache-control': 'public, durable, s-maxage=60',
  'netlify-cache-tag': 'workspace-1',
  'netlify-vary': 'query=cursor',
};

test('no cache keeps an answer that gives somebody a cookie', () => {
  const headers = new Headers({ ...shared, 'set-cookie': '__session=ey; Path=/' });
  keepCookiesPrivate(headers);
  expect([...headers.keys()].sort()).toEqual(['cache-control', 'set-cookie']);
  expect(headers.get('cache-control')).toBe('private, no-store');
});

test('what gives nobody a cookie stays as it was', () => {
  const headers = new Headers(shared);
  keepCookiesPrivate(headers);
  expect(Object.fromEntries(headers)).toEqual(shared);
});
