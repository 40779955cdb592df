import { expect, test } from 'vitest';
import { isReadOnly, type PayableSubscription, paymentStanding } from './payment-standing.ts';

const since = new Date('2026-11-01T10:00:00Z');
const day = (date: string) => new Date(`${date}T10:00:00Z`);
const subscription = (status: string, over: Partial<PayableSubscription> = {}): PayableSubscription => ({
  status,
  overdueSince: since,
  asOf: since,
  ...over,
});

test.each([
  ['no subscription', null],
  ['a paid one', subscription('active', { overdueSince: null })],
  ['a trial', subscription('trialing', { overdueSince: null })],
  ['one that has ended', subscription('canceled')],
  ['one whose first payment was never made', subscription('incomplete_expired')],
])('with %s there is nothing to pay', (_, standing) => {
  expect(paymentStanding(standing, day('2027-06-01'))).toEqual({ state: 'settled' });
});

test.each(['past_due', 'incomplete'])('%s has fourteen days of grace to the second', (status) => {
  const until = day('2026-11-15');
  expect(paymentStanding(subscription(status), new Date(until.getTime() - 1))).toEqual({
    state: 'grace',
    until,
  });
  expect(paymentStanding(subscription(status), until)).toEqual({ state: 'read-only' });
});

test('once Stripe has given up there is no grace left', () => {
  expect(isReadOnly(subscription('unpaid'), day('2026-11-02'))).toBe(true);
});

test('a clock of Stripe’s that runs ahead of ours counts', () => {
  expect(isReadOnly(subscription('past_due', { asOf: day('2026-11-16') }), day('2026-11-02'))).toBe(true);
});
