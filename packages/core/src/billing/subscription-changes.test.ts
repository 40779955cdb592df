import { describe, expect, test } from 'vitest';
import { type ComparedSubscription, subscriptionChanges } from './subscription-changes.ts';

const trial: ComparedSubscription = {
  plan: 'pro',
  interval: 'month',
  status: 'trialing',
  seats: 3,
  cancelAt: null,
  paymentMethod: null,
  plannedPlan: null,
  plannedInterval: null,
  plannedAt: null,
  discountName: null,
};

test('a first subscription is one line: from Free to its plan', () => {
  expect(subscriptionChanges(null, trial)).toEqual([
    { action: 'billing.plan_changed', changes: { plan: { from: 'Free', to: 'Pro' } } },
  ]);
});

test('the same state again is no line', () => {
  expect(subscriptionChanges(trial, { ...trial })).toEqual([]);
});

test('paying for the trial says the new status and the card', () => {
  const paid = { ...trial, status: 'active', paymentMethod: 'Visa ending in 4242' };
  expect(subscriptionChanges(trial, paid).map(({ action }) => action)).toEqual([
    'billing.status_changed',
    'billing.payment_method_changed',
  ]);
});

test('an end of the subscription says that the plan is Free again', () => {
  const [first] = subscriptionChanges({ ...trial, plan: 'business' }, { ...trial, status: 'canceled' });
  expect(first).toEqual({
    action: 'billing.plan_changed',
    changes: { plan: { from: 'Business', to: 'Free' } },
  });
});

test('a scheduled end is told as a day', () => {
  const cancelled = { ...trial, cancelAt: new Date('2026-12-01T10:00:00Z') };
  expect(subscriptionChanges(trial, cancelled)).toEqual([
    { action: 'billing.cancellation_changed', changes: { ends: { from: null, to: '2026-12-01' } } },
  ]);
});

describe('a planned change', () => {
  const business = { ...trial, plan: 'business', status: 'active' };
  const planned = {
    ...business,
    plannedPlan: 'pro',
    plannedInterval: 'month',
    plannedAt: new Date('2026-12-21T10:00:00Z'),
  };
  const told = 'Pro, per month, from 2026-12-21';

  test('is told with its day, and told again when it is taken back', () => {
    expect(subscriptionChanges(business, planned)).toEqual([
      { action: 'billing.planned_plan_changed', changes: { 'planned plan': { from: null, to: told } } },
    ]);
    expect(subscriptionChanges(planned, business)).toEqual([
      { action: 'billing.planned_plan_changed', changes: { 'planned plan': { from: told, to: null } } },
    ]);
  });

  test('that has come true is told as a change of plan only', () => {
    expect(subscriptionChanges(planned, { ...business, plan: 'pro' }).map(({ action }) => action)).toEqual([
      'billing.plan_changed',
    ]);
  });
});

test('a discount is told by its name', () => {
  expect(subscriptionChanges(trial, { ...trial, discountName: 'LAUNCH25' })).toEqual([
    { action: 'billing.discount_changed', changes: { discount: { from: null, to: 'LAUNCH25' } } },
  ]);
});
