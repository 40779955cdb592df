import { expect, test } from 'vitest';
import { excerptOf } from './excerpt-of.ts';
import { slugOfTitle } from './post-slug.ts';
import { readingMinutes } from './reading-minutes.ts';

test('an excerpt is the first paragraph as plain text', () => {
  expect(excerptOf('# Title\n\nSome **bold** words and [a link](https://example.com).\n\nMore.')).toBe(
    'Some bold words and a link.',
  );
});

test('an excerpt is cut at a word', () => {
  const excerpt = excerptOf('word '.repeat(100));
  expect(excerpt.length).toBeLessThanOrEqual(221);
  expect(excerpt).toMatch(/word…$/);
});

test('a post of nothing but code or a list has no excerpt', () => {
  expect(excerptOf('```\ncode\n```')).toBe('');
  expect(excerptOf('- one\n- two')).toBe('');
});

test('a title becomes a short address', () => {
  expect(slugOfTitle('Calibrating the new tide gauges')).toBe('calibrating-the-new-tide-gauges');
  expect(slugOfTitle('Ærlig talt: Øl & brød')).toBe('aerlig-talt-ol-and-brod');
  expect(slugOfTitle('潮汐')).toBe('post');
  expect(slugOfTitle('a'.repeat(200))).toHaveLength(60);
});

test('reading takes a minute at least', () => {
  expect(readingMinutes('')).toBe(1);
  expect(readingMinutes('word '.repeat(1100))).toBe(5);
});
