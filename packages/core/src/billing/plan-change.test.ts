import { expect, test } from 'vitest';
import { timingOf } from './plan-change.ts';
import type { PlanAndInterval } from './plan-of-price.ts';

function between(from: string, to: string, status = 'active') {
  const [before, after] = [from, to].map((text) => {
    const [plan, interval] = text.split(' ');
    return { plan, interval } as PlanAndInterval;
  }) as [PlanAndInterval, PlanAndInterval];
  return timingOf({ ...before, status }, after);
}

test.each([
  ['pro month', 'business month'],
  ['pro month', 'pro year'],
  ['pro month', 'business year'],
  ['business month', 'business year'],
])('%s to %s begins now', (from, to) => expect(between(from, to)).toBe('now'));

test.each([
  ['business month', 'pro month'],
  ['business month', 'pro year'],
  ['pro year', 'pro month'],
  ['pro year', 'business month'],
  ['business year', 'pro month'],
])('%s to %s waits for the renewal', (from, to) => expect(between(from, to)).toBe('at-renewal'));

test('in a trial everything begins now', () => {
  expect(between('pro year', 'pro month', 'trialing')).toBe('now');
});

test('what is so already is no change', () => {
  expect(between('pro month', 'pro month', 'trialing')).toBe('none');
});
