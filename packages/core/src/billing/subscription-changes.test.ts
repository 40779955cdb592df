import { expect, test } from 'vitest';
import { type ComparedSubscription, subscriptionChanges } from './subscription-changes.ts';

const trial: ComparedSubscription = {
  plan: 'pro',
  interval: 'month',
  status: 'trialing',
  seats: 3,
  cancelAt: null,
  paymentMethod: null,
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
