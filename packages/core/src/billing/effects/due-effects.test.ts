import { expect, test } from 'vitest';
import { dueEffects, type TimedSubscription } from './due-effects.ts';

const ends = new Date('2026-12-05T10:00:00Z');
const trial: TimedSubscription = {
  stripeSubscriptionId: 'sub_1',
  plan: 'pro',
  interval: 'month',
  status: 'trialing',
  trialEndsAt: ends,
  cancelAt: null,
  overdueSince: null,
  asOf: new Date('2026-11-21T10:00:00Z'),
};
const before = (days: number) => new Date(ends.getTime() - days * 24 * 60 * 60 * 1000);
const keysAt = (now: Date, over: Partial<TimedSubscription> = {}) =>
  dueEffects({ ...trial, ...over }, now).map(({ key }) => key);

test.each<[number, string[]]>([
  [3.001, []],
  [3, ['trial_ending:sub_1:1796464800:3']],
  [1.001, ['trial_ending:sub_1:1796464800:3']],
  [1, ['trial_ending:sub_1:1796464800:1']],
  [0.001, ['trial_ending:sub_1:1796464800:1']],
  [0, []],
  [-1, []],
])('%d days before the end of a trial', (days, keys) => {
  expect(keysAt(before(days))).toEqual(keys);
});

test('Stripe’s clock counts where it is ahead', () => {
  expect(keysAt(before(10), { asOf: before(2) })).toHaveLength(1);
  expect(keysAt(before(2), { asOf: before(10) })).toHaveLength(1);
});

test.each(['active', 'canceled', 'paused'])('%s has nothing due', (status) => {
  expect(keysAt(before(1), { status })).toEqual([]);
});

test('what is overdue for long, or given up, is read-only, under one name', () => {
  const since = new Date('2026-11-21T10:00:00Z');
  const overdue = { status: 'past_due', overdueSince: since };
  expect(keysAt(new Date('2026-12-05T09:59:59Z'), overdue)).toEqual([]);
  const key = 'read_only:sub_1:1795255200';
  expect(keysAt(ends, overdue)).toEqual([key]);
  expect(keysAt(since, { ...overdue, status: 'unpaid' })).toEqual([key]);
});
