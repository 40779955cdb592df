import { describe, expect, test } from 'vitest';
import { chartScale } from './chart-scale.ts';

describe('the axis of a chart', () => {
  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [40, [0, 10, 20, 30, 40]],
    [4_247, [0, 2_000, 4_000, 6_000]],
    [62_917, [0, 20_000, 40_000, 60_000, 80_000]],
  ])('up to %d is marked at %j', (largest, ticks) => {
    expect(chartScale(largest).ticks).toEqual(ticks);
  });

  test('reaches the largest value, in few steps, whatever it is', () => {
    for (let largest = 0; largest < 100_000; largest += 37) {
      const { top, ticks } = chartScale(largest);
      expect(top).toBeGreaterThanOrEqual(largest);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }
  });

  test('of bytes has round figures of their own unit', () => {
    const megabyte = 1024 ** 2;
    expect(chartScale(3.1 * megabyte, 'bytes').ticks).toEqual([0, 1, 2, 3, 4].map((n) => n * megabyte));
  });
});
