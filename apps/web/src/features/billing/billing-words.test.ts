import type { Billing } from '@archipelago/core/billing/get-billing';
import { describe, expect, test } from 'vitest';
import { billingNotice } from './billing-notice.ts';
import { discountWords } from './discount-words.ts';
import { formatMoney } from './format-money.ts';
import { whyNoChange } from './why-no-change.ts';

const clock = { timeZone: 'UTC' };
const day = new Date('2026-12-21T09:00:00Z');
const pro = {
  plan: 'pro',
  planName: 'Pro',
  status: 'active',
  planned: null,
  endsAt: null,
} as unknown as Billing;

describe('what a person reads after what they did', () => {
  test('a cancellation says until when the plan stays', () => {
    const notice = billingNotice('cancelled', { ...pro, endsAt: day }, clock);
    expect(notice?.text).toBe('It stays until 21 December 2026; until then you can change your mind.');
  });

  test.each(['cancelled', 'planned', 'trial', 'anything'])(
    'an old address (%s) says nothing when it is not so any more',
    (notice) => expect(billingNotice(notice, pro, clock)).toBeNull(),
  );
});

test('a discount says how much and until when', () => {
  const launch = { name: 'LAUNCH25', percentOff: 25, amountOff: null, endsAt: day };
  expect(discountWords(launch, 'usd', clock)).toBe('LAUNCH25: 25 % off until 21 December 2026');
  const five = { name: 'FIVE', percentOff: null, amountOff: 500, endsAt: null };
  expect(discountWords(five, 'usd', clock)).toBe('FIVE: $5 off');
});

test('sums keep their cents', () => {
  expect([formatMoney(1_200, 'usd'), formatMoney(1_200, 'usd', true), formatMoney(-50, 'usd', true)]).toEqual(
    ['$12', '$12.00', '-$0.50'],
  );
});

test.each([
  [{ plan: 'free' }, 'There is no plan to change yet'],
  [{ status: 'trialing', paymentMethod: null }, 'The trial of Pro has no card yet'],
  [{ endsAt: day }, 'Pro is about to end'],
  [{ status: 'past_due' }, 'The last payment did not go through'],
])('why the plan cannot be changed: %o', (so, title) => {
  expect(whyNoChange({ ...pro, ...so } as Billing).title).toBe(title);
});
