import type { SubscriptionView } from '@archipelago/core/billing/subscription-view';
import { expect, test } from 'vitest';
import { planNotice } from './plan-notice.ts';

const now = new Date('2026-11-21T09:00:00Z');
const acme = { name: 'Acme', timeZone: 'UTC' };
const active: SubscriptionView = {
  plan: 'pro',
  interval: 'month',
  status: 'active',
  seats: 3,
  trialEndsAt: null,
  currentPeriodEnd: new Date('2026-12-21T09:00:00Z'),
  cancelAt: null,
  currency: 'usd',
  paymentMethod: 'Visa ending in 4242',
  overdueSince: null,
  asOf: now,
};

test('a plan that is paid for needs no notice', () => {
  expect(planNotice(active, 'Pro', acme, now)).toBeNull();
});

test('a trial without a card says when it ends and what happens then', () => {
  const trial = {
    ...active,
    status: 'trialing',
    trialEndsAt: new Date('2026-11-30T09:00:00Z'),
    paymentMethod: null,
  };
  const notice = planNotice(trial, 'Pro', acme, now);
  expect(notice?.title).toBe('You are trying Pro until 30 November 2026.');
  expect(notice?.text).toBe('9 days left. After that Acme goes back to Free and keeps its data.');
});

test('a failed payment comes before everything else, and says until when everything works', () => {
  const overdue = {
    ...active,
    status: 'past_due',
    cancelAt: now,
    overdueSince: new Date('2026-11-20T09:00:00Z'),
  };
  const notice = planNotice(overdue, 'Pro', acme, now);
  expect(notice).toMatchObject({ tone: 'bad', audience: 'those who pay', action: 'Pay the bill' });
  expect(notice?.text).toContain('until 4 December 2026');
});

test('a first payment that waits to be confirmed threatens with nothing', () => {
  const notice = planNotice({ ...active, status: 'incomplete', overdueSince: now }, 'Free', acme, now);
  expect(notice).toMatchObject({ tone: 'warn', title: 'The first payment waits for you.' });
});

test('a workspace that is read-only says so to everybody in it', () => {
  const notice = planNotice({ ...active, status: 'unpaid', overdueSince: now }, 'Pro', acme, now);
  expect(notice).toMatchObject({ title: 'Acme can only be read.', audience: 'everybody' });
});

test('a cancelled plan says when it ends', () => {
  const cancelled = { ...active, cancelAt: new Date('2026-12-21T09:00:00Z') };
  expect(planNotice(cancelled, 'Pro', acme, now)?.title).toBe('Pro ends on 21 December 2026.');
});

test('a plan that has ended does not end again, though the day it was cancelled for is kept', () => {
  const ended = { ...active, status: 'canceled', cancelAt: new Date('2026-11-20T09:00:00Z') };
  expect(planNotice(ended, 'Free', acme, now)).toBeNull();
});

test('days left are counted by Stripe’s clock where that is ahead', () => {
  const trial = {
    ...active,
    status: 'trialing',
    trialEndsAt: new Date('2026-12-05T09:00:00Z'),
    paymentMethod: null,
    asOf: new Date('2026-12-04T09:00:00Z'),
  };
  expect(planNotice(trial, 'Pro', acme, now)?.text).toContain('1 day left.');
});
