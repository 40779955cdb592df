import { expect, test } from 'vitest';
import { type Catalogue, translator } from './translator.ts';

const en = {
  hello: 'Hello {name}, from {place}.',
  bye: 'Goodbye.',
  comments: { one: '{count} comment', other: '{count} comments' },
} as const;

const words: Catalogue<typeof en> = {
  en,
  de: {
    hello: 'Hallo {name}, aus {place}.',
    bye: 'Tschüss.',
    comments: { one: '{count} Kommentar', other: '{count} Kommentare' },
  },
  es: {
    hello: 'Hola, {name}, desde {place}.',
    bye: 'Adiós.',
    comments: { one: '{count} comentario', other: '{count} comentarios' },
  },
  ar: {
    hello: 'مرحبًا {name} من {place}.',
    bye: 'وداعًا.',
    comments: {
      zero: 'لا تعليقات',
      one: 'تعليق واحد',
      two: 'تعليقان',
      few: '{count} تعليقات',
      many: '{count} تعليقًا',
      other: '{count} تعليق',
    },
  },
};

test('values stand where the language wants them', () => {
  expect(translator(words, 'de')('hello', { name: 'Ada', place: 'Oslo' })).toBe('Hallo Ada, aus Oslo.');
  expect(translator(words, 'es')('bye')).toBe('Adiós.');
});

test('a plural has the forms of its language', () => {
  const said = [0, 1, 2, 3, 11, 100].map((count) => translator(words, 'ar')('comments', { count }));
  expect(said).toEqual(['لا تعليقات', 'تعليق واحد', 'تعليقان', '3 تعليقات', '11 تعليقًا', '100 تعليق']);
  expect(translator(words, 'en')('comments', { count: 1 })).toBe('1 comment');
});

test('numbers are written as the language writes them', () => {
  expect(translator(words, 'en')('comments', { count: 12_345 })).toBe('12,345 comments');
  expect(translator(words, 'de')('comments', { count: 12_345 })).toBe('12.345 Kommentare');
});

test('a name that runs the other way is kept apart', () => {
  expect(translator(words, 'ar')('hello', { name: 'Ada', place: 'القاهرة' })).toBe(
    'مرحبًا \u2068Ada\u2069 من القاهرة.',
  );
  expect(translator(words, 'en')('hello', { name: 'نورة', place: 'Oslo' })).toBe(
    'Hello \u2068نورة\u2069, from Oslo.',
  );
});

test('several names are listed as the language lists them', () => {
  const place = ['Oslo', 'Bergen', 'Hamar'];
  expect(translator(words, 'en')('hello', { name: 'Ada', place })).toBe(
    'Hello Ada, from Oslo, Bergen and Hamar.',
  );
  expect(translator(words, 'de')('hello', { name: 'Ada', place })).toBe(
    'Hallo Ada, aus Oslo, Bergen und Hamar.',
  );
});

test('what a value has in braces is not filled in again', () => {
  expect(translator(words, 'en')('hello', { name: '{place}', place: 'Oslo' })).toBe(
    'Hello {place}, from Oslo.',
  );
});
