import { expect, test } from 'vitest';
import { formatAge } from './format-age.ts';

test('an age is told in its largest unit', () => {
  expect([-2, 0, 59, 60, 3_599, 3_600, 172_799, 172_800].map(formatAge)).toEqual([
    '0 s',
    '0 s',
    '59 s',
    '1 min',
    '59 min',
    '1 h',
    '47 h',
    '2 days',
  ]);
});
