import { expect, test } from 'vitest';
import { listPatterns, searchPatterns, searchTerm } from './search-term.ts';

test.each([
  ['  Ada\u0000\tLovelace ', 'Ada Lovelace'],
  ['ＡＤＡ', 'ADA'],
  ['a', ''],
  ['C#', 'C#'],
  ['%%%', ''],
  ['🙂🙂', ''],
  ['', ''],
])('%j is looked for as %j', (asked, term) => {
  expect(searchTerm(asked)).toBe(term);
});

test('wildcards are taken literally, also those that only a full width makes look different', () => {
  expect(searchPatterns('50%')).toEqual(['50\\%%', '% 50\\%%', '%\n50\\%%', '%50\\%%']);
  expect(listPatterns('a_b％\\')).toEqual(['%a\\_b\\%\\\\%']);
});

test('two letters are looked for where words begin', () => {
  expect(searchPatterns('ad')).toEqual(['ad%', '% ad%', '%\nad%']);
  expect(listPatterns('ad')).toEqual(['ad%', '% ad%', '%\nad%']);
  expect(listPatterns('%')).toEqual(['%\\%%']);
});
