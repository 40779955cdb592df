import { expect, test } from 'vitest';
import { browserLanguage } from './browser-language.ts';

test.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr-FR, ar;q=0.4, es-MX;q=0.7', 'es'],
  ['AR', 'ar'],
  ['de;q=0, es;q=0.1', 'es'],
  ['en;q=0.4, AR ; q=0.6', 'ar'],
  ['fr, constructor, *', 'en'],
  ['', 'en'],
  [null, 'en'],
])('a browser that asks for %s is answered in %s', (header, language) => {
  expect(browserLanguage(header)).toBe(language);
});
