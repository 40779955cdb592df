import { expect, test } from 'vitest';
import { askedTerm } from './asked-term.ts';

test.each([
  [null, ''],
  ['  Ada ', 'Ada'],
  ['A\u0000da\r\n', 'A da'],
  ['x'.repeat(101), 'x'.repeat(100)],
  [`${'x'.repeat(99)}🙂`, 'x'.repeat(99)],
])('%j becomes %j', (asked, term) => {
  expect(askedTerm(asked)).toBe(term);
});
