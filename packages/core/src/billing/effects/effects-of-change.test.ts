import { describe, expect, test } from 'vitest';
import { effectsOfChange, type SubscriptionBefore } from './effects-of-change.ts';

const end = new Date('2026-12-21T09:00:00Z');
const active: SubscriptionBefore = {
  stripeSubscriptionId: 'sub_1',
  plan: 'pro',
  interval: 'month',
  status: 'active',
  trialEndsAt: null,
  cancelAt: null,
  overdueSince: null,
};
const overdue = { ...active, status: 'past_due', overdueSince: new Date('2026-11-21T09:00:00Z') };

const keysOf = (previous: SubscriptionBefore | null, next: SubscriptionBefore) =>
  effectsOfChange(previous, next, 'cus_1:4').map(({ key }) => key);

test('no difference has no effect', () => {
  expect(keysOf(active, active)).toEqual([]);
});

test.each<[string, SubscriptionBefore | null, SubscriptionBefore]>([
  ['a first subscription', null, active],
  ['another plan', active, { ...active, plan: 'business' }],
  ['another interval', active, { ...active, interval: 'year' }],
  ['a first payment that was confirmed', { ...active, status: 'incomplete' }, active],
])('%s is a change of plan', (_, previous, next) => {
  expect(keysOf(previous, next)).toEqual(['plan_changed:sub_1:cus_1:4']);
});

test('the subscription that replaces a trial of the same plan changes nothing', () => {
  const trial = { ...active, stripeSubscriptionId: 'sub_0', status: 'trialing', trialEndsAt: end };
  expect(keysOf(trial, active)).toEqual([]);
});

describe('a payment', () => {
  test('that is late is not a change of plan', () => {
    expect(keysOf(active, overdue)).toEqual([]);
  });

  test.each(['past_due', 'unpaid'])(
    'that was made up for from %s is one effect, named by when it began',
    (status) => {
      expect(keysOf({ ...overdue, status }, active)).toEqual(['payment_recovered:sub_1:1795251600']);
    },
  );

  test('that Stripe has given up has not ended the plan', () => {
    expect(keysOf(overdue, { ...overdue, status: 'unpaid' })).toEqual([]);
  });

  test('that never came ends the plan once, whatever came between', () => {
    for (const previous of [overdue, { ...overdue, status: 'unpaid' }]) {
      const [effect, ...more] = effectsOfChange(previous, { ...active, status: 'canceled' }, 'cus_1:9');
      expect([effect?.key, more]).toEqual(['ended:sub_1', []]);
      expect(effect?.details).toEqual({ plan: 'pro', because: 'unpaid' });
    }
  });
});

test('a cancellation is one effect, its end another, and resuming none', () => {
  const cancelled = { ...active, cancelAt: end };
  expect(keysOf(active, cancelled)).toEqual(['cancelled:sub_1:cus_1:4']);
  expect(keysOf(cancelled, cancelled)).toEqual([]);
  expect(keysOf(cancelled, active)).toEqual([]);
  expect(keysOf(cancelled, { ...cancelled, status: 'canceled' })).toEqual(['ended:sub_1']);
});
