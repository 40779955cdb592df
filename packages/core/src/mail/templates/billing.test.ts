import { expect, test } from 'vitest';
import type { BillingEffect } from '../../billing/effects/billing-effect.ts';
import { type BillingMail, billingMail } from './billing.ts';

const endsAt = '2026-12-05T11:30:00.000Z';
const effects: BillingEffect[] = [
  { kind: 'trial-ending', key: 'k', details: { subscription: 'sub_1', plan: 'pro', endsAt, daysBefore: 3 } },
  { kind: 'payment-failed', key: 'k', details: { invoice: 'in_1' } },
  { kind: 'payment-recovered', key: 'k', details: { plan: 'pro' } },
  {
    kind: 'plan-changed',
    key: 'k',
    details: { from: 'pro', to: 'business', interval: 'year', trialEndsAt: null },
  },
  { kind: 'cancelled', key: 'k', details: { subscription: 'sub_1', plan: 'pro', endsAt } },
  { kind: 'ended', key: 'k', details: { plan: 'pro', because: 'trial' } },
  { kind: 'read-only', key: 'k', details: { subscription: 'sub_1' } },
  { kind: 'receipt', key: 'k', details: { invoice: 'in_1' } },
];

const write = (effect: BillingEffect, over: Partial<BillingMail> = {}) =>
  billingMail({
    workspace: { name: 'Acme <Instruments>\r\nBcc: x', timeZone: 'Pacific/Auckland' },
    effect,
    invoice: { number: 'ACME-0007', due: 2_400, paid: 1_250, currency: 'usd', url: 'https://invoice.test/1' },
    hasCard: false,
    isFirstPayment: false,
    graceUntil: new Date(endsAt),
    billingUrl: 'https://acme.test/dashboard/billing',
    reason: 'You get this because the bills go to this address.',
    ...over,
  });

test.each(effects.map((effect) => [effect.kind, effect] as const))(
  '%s: subject, text and page say one thing, with a way on',
  (_, effect) => {
    const { subject, text, html } = write(effect);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).toMatch(/:\nhttps:\/\//);
    expect(text).not.toMatch(/undefined|null|NaN|Invalid|!/);
    expect(html).not.toContain('<Instruments>');
    expect(html).not.toMatch(/<(img|script|link|svg)|url\(|@import|@font-face/i);
  },
);

test('days are the workspace’s own', () => {
  for (const kind of ['trial-ending', 'payment-failed', 'cancelled']) {
    const effect = effects.find((candidate) => candidate.kind === kind);
    expect(effect && write(effect).text).toContain('6 December 2026');
  }
});

test('amounts are those of the invoice', () => {
  const [failed, receipt] = [effects[1], effects[7]];
  expect(failed && write(failed).text).toContain('$24 could not be collected');
  expect(receipt && write(receipt).subject).toContain('Receipt for $12.50');
});

test('a first payment that failed promises no plan', () => {
  const failed = effects[1];
  const { text = '' } = failed ? write(failed, { isFirstPayment: true }) : {};
  expect(text).toContain('stays on Free');
  expect(text).not.toContain('goes on working');
});

test('a trial with a card says what will be charged, not what will be lost', () => {
  const [trial] = effects;
  expect(trial && write(trial, { hasCard: true }).text).toContain('the first payment is taken');
  expect(trial && write(trial).text).toContain('nothing is charged');
});
