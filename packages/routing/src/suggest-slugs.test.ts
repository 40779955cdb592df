import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { checkSlug } from './slug.ts';
import { slugFromName } from './slug-from-name.ts';
import { suggestSlugs } from './suggest-slugs.ts';

test.each([
  ['Café Zürich & Co.', 'cafe-zurich-and-co'],
  ['  Acme  ', 'acme'],
  ["Ada's Island", 'adas-island'],
  ['Straße', 'strasse'],
  ['ＡＣＭＥ', 'acme'],
  ['日本', ''],
])('the name %j gives the address %j', (name, slug) => {
  expect(slugFromName(name)).toBe(slug);
});

test('a taken address leads to others that begin alike', () => {
  expect(suggestSlugs('acme')).toEqual(['acme-hub', 'acme-community', 'acme-club']);
});

test('a reserved or impossible wish still leads somewhere', () => {
  expect(suggestSlugs('admin')).toContain('admin-hub');
  expect(suggestSlugs('日本').length).toBe(3);
});

test('every suggestion can be chosen, and none is what was typed', () => {
  assert(
    property(string({ unit: 'grapheme' }), (wanted) => {
      const suggestions = suggestSlugs(wanted, 5);
      expect(suggestions).toHaveLength(5);
      for (const slug of suggestions) expect(checkSlug(slug)).toEqual({ ok: true });
      expect(suggestions).not.toContain(wanted);
    }),
  );
});
