import { assert, property, string, webPath } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalisePath } from './normalise-path.ts';

const refusals = [
  '',
  'posts',
  '//',
  '//evil.test',
  '/posts//1',
  '/posts///',
  '/w/acme//dashboard',
  '/.',
  '/..',
  '/./dashboard',
  '/../dashboard',
  '/a/..',
  '/%2e',
  '/%2e%2e/w',
  '/.%2e/w',
  '/%2E%2e/w',
  '/\\evil',
  '/a\\..\\b',
  '/%5cevil',
  '/%5Cevil',
  '/a;b',
  '/a;jsessionid=1',
  '/%3b',
  '/a%3Bb',
  '/;/dashboard',
  '/%2f',
  '/%2Fw%2Facme',
  '/w%2facme',
  '/dashboard%2f',
  '/%',
  '/%2',
  '/%zz',
  '/%u0077',
  '/a%',
  '/%c0%af',
  '/%c0%ae%c0%ae',
  '/%e0%80%af',
  '/%f0%80%80%af',
  '/%ff',
  '/%80',
  '/%ed%a0%80',
  '/%252f',
  '/%252e%252e',
  '/%2577/acme',
  '/%2565',
  '/%25252e',
  '/dashboard%20',
  '/%20dashboard',
  '/%c2%a0',
  '/%00',
  '/a%00b',
  '/%09',
  '/%0a',
  '/%0d%0aset-cookie:x',
  '/%1f',
  '/%7f',
  '/%c2%85',
  '/a%3fb',
  '/a%23b',
  `/${'a'.repeat(2048)}`,
];

describe('a path that two parsers could read differently is refused', () => {
  test.each(refusals)('%j', (pathname) => {
    expect(normalisePath(pathname)).toEqual({ ok: false });
  });
});

test.each([
  ['/', '/'],
  ['/posts/', '/posts/'],
  ['/%77/acme', '/w/acme'],
  ['/dashbo%61rd', '/dashboard'],
  ['/caf%c3%a9', '/caf%C3%A9'],
  ['/café', '/caf%C3%A9'],
  ['/100%25', '/100%25'],
  ['/a%20b', '/a%20b'],
  ['/@grace/x:y,z=1&2+3$', '/@grace/x:y,z=1&2+3$'],
  ['/~ada/-._', '/~ada/-._'],
  ['/...', '/...'],
  ['/（full）', '/%EF%BC%88full%EF%BC%89'],
  ['/w／acme', '/w%EF%BC%8Facme'],
])('%j has one spelling, %j', (pathname, canonical) => {
  expect(normalisePath(pathname)).toEqual({ ok: true, pathname: canonical });
});

test('a normalised path stays as it is', () => {
  assert(
    property(webPath(), (pathname) => {
      const once = normalisePath(pathname);
      if (once.ok) expect(normalisePath(once.pathname)).toEqual(once);
    }),
  );
});

test('nothing a URL parser does to a normalised path changes it', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      const path = normalisePath(`/${text}`);
      if (path.ok) expect(new URL(path.pathname, 'http://localhost').pathname).toBe(path.pathname);
    }),
    { numRuns: 2000 },
  );
});

test('however a segment is percent-encoded, its normal form is the same', () => {
  assert(
    property(string({ unit: 'grapheme-ascii', minLength: 1 }), (text) => {
      const plain = normalisePath(`/${encodeURIComponent(text)}`);
      const everyByte = [...new TextEncoder().encode(text)].map(
        (byte) => `%${byte.toString(16).padStart(2, '0')}`,
      );
      expect(normalisePath(`/${everyByte.join('')}`)).toEqual(plain);
    }),
  );
});
