import { expect, test } from 'vitest';
import { preferredLanguage } from './preferred-language.ts';

test.each([
  [null, 'en'],
  ['', 'en'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr-FR,fr;q=0.9,es;q=0.7,en;q=0.3', 'es'],
  ['en;q=0.4, AR ; q=0.6', 'ar'],
  ['de;q=0', 'en'],
  ['de;q=much, es', 'es'],
  ['constructor', 'en'],
  ['*', 'en'],
])('of %j it is %s', (asked, language) => {
  expect(preferredLanguage(asked)).toBe(language);
});
