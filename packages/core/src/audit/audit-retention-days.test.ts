import { expect, test } from 'vitest';
import { auditRetentionDays } from './audit-retention-days.ts';

const now = new Date('2026-11-21T12:00:00Z');
const ended = (day: string, over: { plan?: string; status?: string } = {}) => ({
  plan: 'pro',
  status: 'canceled',
  currentPeriodEnd: new Date(`${day}T00:00:00Z`),
  ...over,
});

test.each([
  ['no plan', null, 30],
  ['a plan in force', ended('2026-12-01', { status: 'active' }), 365],
  ['a plan in force that renews late', ended('2026-01-01', { status: 'past_due' }), 365],
  ['a plan that ended a week ago', ended('2026-11-14'), 365],
  ['a plan that ended thirty-one days ago', ended('2026-10-21'), 30],
  ['a plan that nobody paid for', ended('2026-11-14', { status: 'unpaid', plan: 'business' }), 2555],
  ['a plan that is not in the catalogue', ended('2026-12-14', { plan: 'mystery' }), 30],
])('%s keeps the log as long as it grants', (_, subscription, days) => {
  expect(auditRetentionDays(subscription, now)).toBe(days);
});
