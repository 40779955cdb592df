import { expect, test } from 'vitest';
import { commentBody, longestComment } from './comment-body.ts';

test('line breaks are one character, and never more than one empty line', () => {
  expect(commentBody.parse('  one\r\ntwo \r\n\r\n\r\n\r\nthree\r')).toBe('one\ntwo\n\nthree');
});

test('invisible marks that turn text around, and controls, are taken out', () => {
  expect(commentBody.parse('a\u202eb\u2066c\u0007d\te')).toBe('abcd\te');
});

test('nothing but blanks is refused', () => {
  for (const text of ['', ' \n\t ', '\u202e']) expect(commentBody.safeParse(text).success, text).toBe(false);
});

test('a comment has as many characters as people count', () => {
  expect(commentBody.safeParse('🦭'.repeat(longestComment)).success).toBe(true);
  expect(commentBody.safeParse('🦭'.repeat(longestComment + 1)).success).toBe(false);
  expect(commentBody.safeParse('x'.repeat(longestComment * 3 + 1)).success).toBe(false);
});
