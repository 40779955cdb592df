import { expect, test } from 'vitest';
import { crossesThreshold, thresholdsReached } from './thresholds.ts';

test.each([
  [0, 10, []],
  [7, 10, []],
  [8, 10, [80]],
  [9, 10, [80]],
  [10, 10, [80, 100]],
  [12, 10, [80, 100]],
  // Of a small limit the first share may fall together with the last.
  [2, 3, []],
  [3, 3, [80, 100]],
  // A plan without any of it: none used warns nobody, one left over from a larger plan does.
  [0, 0, []],
  [1, 0, [80, 100]],
])('%d of %d reaches %j', (used, limit, reached) => {
  expect(thresholdsReached(used, limit)).toEqual(reached);
});

test('growing is only worth a look when it crosses a share', () => {
  expect(crossesThreshold(7, 8, 10)).toBe(true);
  expect(crossesThreshold(8, 9, 10)).toBe(false);
  expect(crossesThreshold(9, 10, 10)).toBe(true);
  expect(crossesThreshold(10, 11, 10)).toBe(false);
  expect(crossesThreshold(0, 100, 10)).toBe(true);
  expect(crossesThreshold(10, 5, 10)).toBe(false);
});
