import { assert, property, string, stringMatching } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reservedSlugs } from './reserved-slugs.ts';
import { checkSlug, isRoutableSlug } from './slug.ts';

const reasonOf = (slug: string) => {
  const check = checkSlug(slug);
  return check.ok ? '' : check.reason;
};

test.each(['acme', 'globex', 'a1b', 'my-island', '3com', 'a'.repeat(63)])('%s is an address', (slug) => {
  expect(checkSlug(slug)).toEqual({ ok: true });
});

describe('the reason names what does not fit', () => {
  test.each([
    ['', 'Choose an address'],
    ['ab', 'at least 3'],
    ['a'.repeat(64), 'at most 63'],
    ['-acme', 'starts and ends'],
    ['acme-', 'starts and ends'],
    ['ac--me', 'one hyphen'],
    ['deploy-preview-1--site', 'one hyphen'],
    ['xn--acme-123', 'xn--'],
    ['12345', 'at least one letter'],
    ['Acme', 'small letters'],
    ['ac me', 'hyphens instead of spaces'],
    ['ac_me', 'hyphen instead of “_”'],
    ['acme.evil', 'hyphen instead of “.”'],
    ['аcme', '“а” (U+0430) is a Cyrillic letter, not the Latin “a”'],
    ['acmе', '“е” (U+0435) is a Cyrillic letter, not the Latin “e”'],
    ['gοogle', '“ο” (U+03BF) is a Greek letter, not the Latin “o”'],
    ['paypaӏ', 'Cyrillic letter, not the Latin “l”'],
    ['ıpad', '“ı” (U+0131) is not a plain “i”'],
    ['ａcme', '“ａ” (U+FF41) is a special form of “a”'],
    ['acme①', 'special form of “1”'],
    ['ﬁsh', 'special form of “fi”'],
    ['café', 'Write “e” instead of “é”'],
    ['日本', '“日” (U+65E5) is a Han character'],
    ['ac​me', 'invisible character (U+200B)'],
    ['ac‮me', 'invisible character (U+202E)'],
    ['acme😀', '“😀” does not fit'],
    ['acme/../admin', '“/” does not fit'],
  ])('%j: %s', (slug, reason) => {
    expect(reasonOf(slug)).toContain(reason);
  });
});

test('a reserved address is told apart from an invalid one', () => {
  expect(checkSlug('admin')).toMatchObject({ ok: false, code: 'reserved' });
  expect(checkSlug('-admin')).toMatchObject({ ok: false, code: 'invalid' });
});

test('every reserved address would be a valid one otherwise, or is too short to be', () => {
  for (const slug of reservedSlugs) expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
});

test('every address that may be chosen can be routed, and is one DNS label in ASCII', () => {
  assert(
    property(stringMatching(/^[a-z0-9-]{0,70}$/), (slug) => {
      if (!checkSlug(slug).ok) return;
      expect(isRoutableSlug(slug)).toBe(true);
      expect(new URL(`http://${slug}.example.test`).hostname).toBe(`${slug}.example.test`);
    }),
    { numRuns: 1000 },
  );
});

test('nothing outside a to z, digits and hyphens is ever an address, and there is always a reason', () => {
  assert(
    property(string({ unit: 'binary', minLength: 1 }), (slug) => {
      const check = checkSlug(slug);
      if (check.ok) expect(slug).toMatch(/^[a-z0-9-]+$/);
      else expect(check.reason).toMatch(/\.$/);
    }),
    { numRuns: 2000 },
  );
});
