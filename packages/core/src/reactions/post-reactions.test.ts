import { expect, test } from 'vitest';
import { averageOf } from './post-reactions.ts';

test('the average has one decimal, and there is none of nothing', () => {
  expect(averageOf(0, 0)).toBeNull();
  expect(averageOf(5, 1)).toBe(5);
  expect(averageOf(14, 3)).toBe(4.7);
  expect(averageOf(1_000_000, 212_766)).toBe(4.7);
});
