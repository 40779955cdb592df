import { expect, test } from 'vitest';
import { checkDomainName, displayName, zoneOf } from './domain-name.ts';

const rules = { rootHost: 'archipelago.com' };
const hostOf = (given: string, more = {}) => {
  const checked = checkDomainName(given, { ...rules, ...more });
  return checked.ok ? checked.host : null;
};

test.each([
  ['community.example.com', 'community.example.com'],
  ['  Community.Example.COM. ', 'community.example.com'],
  ['https://example.com/', 'example.com'],
  ['www.example.co.uk', 'www.example.co.uk'],
  ['bücher.de', 'xn--bcher-kva.de'],
  ['xn--bcher-kva.de', 'xn--bcher-kva.de'],
  ['日本語.jp', 'xn--wgv71a119e.jp'],
  ['acme.github.io', 'acme.github.io'],
])('%j is the host %s', (given, host) => {
  expect(hostOf(given)).toBe(host);
});

test.each([
  '',
  ' ',
  'example',
  'com',
  'co.uk',
  'github.io',
  'example.com/path',
  'example.com:8080',
  'user@example.com',
  'https://',
  '*.example.com',
  '_dmarc.example.com',
  'exa mple.com',
  'example..com',
  '-example.com',
  'example-.com',
  'example.com?x',
  'example.com#x',
  'exam%70le.com',
  'example.com\\evil.com',
  '10.0.0.1',
  '0x7f.1',
  '2130706433',
  '[::1]',
  'localhost',
  'community.acme.localhost',
  'printer.local',
  'db.internal',
  'site.onion',
  'archipelago.com',
  'acme.archipelago.com',
  'a.b.archipelago.com',
  'ARCHIPELAGO.com.',
  'acme.netlify.app',
  `${'a'.repeat(64)}.com`,
  `${'a.'.repeat(120)}com`,
])('%j is refused with a reason', (given) => {
  expect(checkDomainName(given, rules)).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/\w.*[.]$/),
  });
});

test('a name that only looks like ours is somebody’s own', () => {
  expect(hostOf('notarchipelago.com')).toBe('notarchipelago.com');
});

test('where a test suffix is set, names two labels below it are allowed', () => {
  const local = { rootHost: 'localhost', testSuffix: 'localhost' };
  expect(hostOf('community.acme-example.localhost', local)).toBe('community.acme-example.localhost');
  expect([hostOf('acme.localhost', local), hostOf('localhost', local)]).toEqual([null, null]);
});

test('the zone is what is registered', () => {
  expect(['a.b.example.co.uk', 'example.com', 'community.acme-example.localhost'].map(zoneOf)).toEqual([
    'example.co.uk',
    'example.com',
    'acme-example.localhost',
  ]);
});

test('a person reads the letters they typed', () => {
  expect(displayName('xn--bcher-kva.de')).toBe('bücher.de');
});
