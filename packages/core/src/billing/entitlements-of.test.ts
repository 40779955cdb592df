import { describe, expect, test } from 'vitest';
import { entitlements } from './catalogue.ts';
import { entitlementsOf, planOf } from './entitlements-of.ts';

describe('the plan in force', () => {
  test('a workspace without a subscription is on Free', () => {
    expect(planOf(null)).toBe('free');
    expect(entitlementsOf(null)).toBe(entitlements.free);
  });

  test.each(['trialing', 'active', 'past_due', 'unpaid'])('%s grants the plan', (status) => {
    expect(planOf({ plan: 'pro', status })).toBe('pro');
    expect(entitlementsOf({ plan: 'business', status })).toBe(entitlements.business);
  });

  test.each(['canceled', 'paused', 'incomplete', 'incomplete_expired', 'a status of the future'])(
    '%s grants Free',
    (status) => {
      expect(planOf({ plan: 'business', status })).toBe('free');
    },
  );

  test('a plan that the catalogue no longer has grants Free', () => {
    expect(planOf({ plan: 'enterprise', status: 'active' })).toBe('free');
  });
});
