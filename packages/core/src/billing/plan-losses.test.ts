import { expect, test } from 'vitest';
import { type PlanUse, planLosses } from './plan-losses.ts';

const use: PlanUse = {
  seats: 12,
  posts: 18,
  storageBytes: 3 * 1024 ** 3,
  apiKeys: 0,
  customDomains: 1,
  apiRequestsPerMonth: 20_000,
  emailsPerMonth: 12,
  auditRetentionDays: 200,
  outboundWebhooks: false,
  brandingRemoval: true,
};

test('what is in use comes first, and says what becomes of it', () => {
  const losses = planLosses('pro', 'free', use);
  expect(losses.filter(({ isUsed }) => isUsed).map(({ what }) => what)).toEqual([
    'Seats',
    'Storage',
    'Custom domains',
    'API requests a month',
    'Audit log',
    'Site without “Made with Archipelago”',
  ]);
  expect(losses[0]?.becomes).toBe('You use 12 and will have 3: everybody stays; nobody new can be invited.');
  expect(losses[1]?.becomes).toBe('You use 3 GB and will have 1 GB: every file stays; no new ones.');
  expect(losses.find(({ what }) => what === 'Posts')?.becomes).toBe('100; you use 18.');
  expect(losses.find(({ what }) => what === 'Audit log')?.becomes).toContain(
    'older than 30 days are removed',
  );
});

test('features that the smaller plan has too are no loss', () => {
  expect(planLosses('business', 'pro', use).map(({ what }) => what)).not.toContain('Webhooks');
});

test('a larger plan takes nothing away', () => {
  expect(planLosses('pro', 'business', use)).toEqual([]);
});
