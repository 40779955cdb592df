import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeRedirect } from './safe-redirect.ts';

const host = 'acme.localhost:8888';
const redirect = (given: string | null) => safeRedirect(given, '/join', host);

const attacks = [
  '//evil.test',
  '///evil.test',
  '////evil.test/%2f..',
  '/\\evil.test',
  '\\\\evil.test',
  '/\\/evil.test',
  '\\/evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '\t//evil.test',
  ' //evil.test',
  '/%09/evil.test',
  '/%0a/evil.test',
  '/%5cevil.test',
  '/%2f/evil.test',
  '/%2fevil.test',
  '/.//evil.test',
  '/..//evil.test',
  '/a/..//evil.test',
  '/./\\evil.test',
  'https://evil.test',
  'https:evil.test',
  'https:/evil.test',
  'http:\\\\evil.test',
  'HTTPS://evil.test/acme.localhost:8888',
  'https://acme.localhost:8888@evil.test',
  'https://user@acme.localhost:8888/',
  'https://user:pass@acme.localhost:8888/',
  'https://acme.localhost:8888.evil.test/',
  'https://acme.localhost/',
  'https://acme.localhost:8888//evil.test',
  'https://globex.localhost:8888/',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,hello',
  'vbscript:x',
  'blob:https://acme.localhost:8888/1',
  '@evil.test',
  'evil.test',
  '.evil.test',
  '?next=//evil.test',
  '#//evil.test',
  '/%',
  '/%ff',
  '/\u0000/evil.test',
  '/\u007f/evil.test',
  '/sign-in',
  '/sign-up/continue',
  '/account/sign-out',
  '/__clerk/v1/client',
  '',
  null,
];

describe('safeRedirect', () => {
  it.each(attacks)('answers the fallback to %j', (given) => {
    expect(redirect(given)).toBe('/join');
  });

  it.each([
    ['/dashboard', '/dashboard'],
    ['/dashboard/members?search=a%20b&role=admin#top', '/dashboard/members?search=a%20b&role=admin#top'],
    ['/invitation?token=abc-_123', '/invitation?token=abc-_123'],
    ['/a/../b', '/b'],
    ['/posts/https://example.test', '/posts/https://example.test'],
    ['/join?back=//evil.test', '/join?back=//evil.test'],
    ['http://acme.localhost:8888/dashboard?a=1', '/dashboard?a=1'],
    ['/sign-ins', '/sign-ins'],
  ])('keeps %s', (given, expected) => {
    expect(redirect(given)).toBe(expected);
  });

  it('never leads a browser to another origin, whatever it is given', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '%2f',
      '%5c',
      '%09',
      '\t',
      '.',
      '..',
      '@',
      ':',
      '?',
      '#',
      'evil.test',
      'http',
      'a',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const target = new URL(redirect(parts.join('')), `http://${host}/sign-in`);
        expect(target.origin).toBe(`http://${host}`);
      }),
      { numRuns: 5000 },
    );
  });
});
