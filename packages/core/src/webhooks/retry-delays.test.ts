import { expect, test } from 'vitest';
import { failingTooLong, nextAttemptAt } from './retry-delays.ts';

const start = new Date('2026-11-21T12:00:00Z');

function attempts(random: number): Date[] {
  const times = [start];
  for (;;) {
    const next = nextAttemptAt(times.length, times.at(-1) ?? start, random);
    if (!next) return times;
    times.push(next);
  }
}

test.each([0, 0.5, 0.999])(
  'nine attempts span more than the day after which an endpoint is turned off (%d)',
  (random) => {
    const times = attempts(random);
    const hours = ((times.at(-1)?.getTime() ?? 0) - start.getTime()) / 3_600_000;
    expect(times).toHaveLength(9);
    expect(hours).toBeGreaterThan(failingTooLong / 3_600_000);
    expect(hours).toBeLessThan(36);
  },
);

test('each wait is longer than the one before', () => {
  const times = attempts(0).map((time) => time.getTime());
  const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits[0]).toBe(5_000);
});
