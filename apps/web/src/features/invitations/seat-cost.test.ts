import type { SubscriptionView } from '@archipelago/core/billing/subscription-view';
import { expect, test } from 'vitest';
import { seatCost } from './seat-cost.ts';

const pro: SubscriptionView = {
  plan: 'pro',
  interval: 'month',
  currency: 'usd',
  status: 'active',
  seats: 3,
  trialEndsAt: null,
  currentPeriodEnd: new Date('2026-12-21T09:00:00Z'),
  cancelAt: null,
  paymentMethod: null,
  overdueSince: null,
  asOf: new Date('2026-11-21T09:00:00Z'),
};

test('a paid seat costs the plan’s price for its interval, from the day somebody accepts', () => {
  expect(seatCost(pro, 'gbp').price).toEqual({ cents: 1_200, currency: 'usd', per: 'month' });
  expect(seatCost({ ...pro, plan: 'business', interval: 'year' }, 'gbp').text).toContain('$288 a year');
  expect(seatCost(pro, 'gbp').text).toContain('An open invitation costs nothing');
});

test('on trial and on Free another person costs nothing, and what it would cost is said', () => {
  for (const subscription of [null, { ...pro, status: 'trialing' }, { ...pro, status: 'canceled' }]) {
    expect(seatCost(subscription, 'usd').price).toBeNull();
    expect(seatCost(subscription, 'usd').text).toContain('$12 a month');
  }
});

test('a plan is spoken of in its own currency, and no plan in that of the country', () => {
  expect(seatCost({ ...pro, currency: 'eur' }, 'gbp').price).toEqual({
    cents: 1_100,
    currency: 'eur',
    per: 'month',
  });
  expect(seatCost({ ...pro, currency: 'eur' }, 'gbp').text).toContain('€11 a month');
  expect(seatCost(null, 'gbp').text).toContain('£10 a month');
});
