import type { InvoiceView } from '@archipelago/core/billing/invoice-view';
import { expect, test } from 'vitest';
import { invoiceStanding } from './invoice-words.ts';
import { promotionWords } from './promotion-words.ts';

const clock = { timeZone: 'UTC' };
const issuedAt = new Date('2026-11-21T09:00:00Z');
const later = new Date('2026-11-24T09:00:00Z');
const open: InvoiceView = {
  id: '7de516b8-e669-42a7-8801-ef72e1fd1fdb',
  number: 'ACME-0001',
  status: 'open',
  currency: 'usd',
  total: 1_200,
  amountDue: 1_200,
  amountRemaining: 1_200,
  issuedAt,
  periodStart: issuedAt,
  periodEnd: later,
  paidAt: null,
  attempts: 0,
  nextAttemptAt: null,
};
const paid: InvoiceView = { ...open, status: 'paid', amountRemaining: 0, paidAt: issuedAt };

test.each<[string, InvoiceView, string]>([
  ['written and not yet tried', open, 'Open: Waits to be paid'],
  [
    'refused, to be tried again',
    { ...open, attempts: 1, nextAttemptAt: later },
    'Overdue: Tried again on 24 Nov',
  ],
  ['refused for the last time', { ...open, attempts: 4 }, 'Overdue: Not tried again'],
  ['paid on its day', paid, 'Paid: '],
  ['paid later', { ...paid, paidAt: later }, 'Paid: On 24 November 2026'],
  ['of a trial', { ...paid, total: 0, amountDue: 0 }, 'No charge: '],
  ['paid from credit', { ...paid, amountDue: 0 }, 'No charge: Paid from credit'],
  ['that gives back', { ...paid, total: -500, amountDue: 0 }, 'No charge: Kept as credit'],
  ['taken back', { ...open, status: 'void' }, 'Void: Nobody owes it'],
  ['written off', { ...open, status: 'uncollectible' }, 'Unpaid: Given up'],
])('an invoice %s', (_, invoice, said) => {
  const { label, detail } = invoiceStanding(invoice, clock);
  expect(`${label}: ${detail}`).toBe(said);
});

test('an offer says what, and for how long', () => {
  const quarter = { percentOff: 25, amountOff: null } as const;
  const words = [
    promotionWords({ ...quarter, duration: 'repeating', months: 3 }, 'usd'),
    promotionWords({ ...quarter, duration: 'once', months: null }, 'usd'),
    promotionWords({ percentOff: null, amountOff: 500, duration: 'forever', months: null }, 'usd'),
  ];
  expect(words).toEqual([
    '25 % off for 3 months',
    '25 % off the next invoice',
    '$5 off for as long as you keep the plan',
  ]);
});
