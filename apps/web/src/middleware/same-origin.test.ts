import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const host = 'acme.archipelago.test';
const post = (headers: Record<string, string>) =>
  new Request(`https://${host}/dashboard`, { method: 'POST', headers });

test('a request that changes nothing may come from anywhere', () => {
  expect(
    isSameOrigin(new Request(`https://${host}/`, { headers: { 'sec-fetch-site': 'cross-site' } }), host),
  ).toBe(true);
});

test('a form of the page itself is accepted', () => {
  expect(
    isSameOrigin(post({ origin: `https://${host}`, 'sec-fetch-site': 'same-origin', cookie: 'a=b' }), host),
  ).toBe(true);
});

test.each([
  ['another site', { origin: 'https://evil.test' }],
  ['a sibling workspace', { origin: 'https://globex.archipelago.test', 'sec-fetch-site': 'same-site' }],
  ['the root host', { origin: 'https://archipelago.test' }],
  ['another port', { origin: `https://${host}:8443` }],
  ['an opaque origin', { origin: 'null' }],
  ['a browser that only says cross-site', { 'sec-fetch-site': 'cross-site' }],
  [
    'a matching origin that the browser calls cross-site',
    { origin: `https://${host}`, 'sec-fetch-site': 'cross-site' },
  ],
  ['a program with cookies and no origin', { cookie: '__session=x' }],
])('a change asked for by %s is refused', (_, headers) => {
  expect(isSameOrigin(post(headers as Record<string, string>), host)).toBe(false);
});

test('a program without cookies borrows nobody’s rights', () => {
  expect(isSameOrigin(post({}), host)).toBe(true);
});
