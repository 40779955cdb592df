import { entitlements, plans } from '../billing/catalogue.ts';
import { entitlementsOf, type SubscriptionStanding } from '../billing/entitlements-of.ts';

const graceMilliseconds = 30 * 24 * 60 * 60 * 1000;

/**
 * How long the workspace's log is kept. A plan that ended counts for thirty days more: a card that failed must not cost
 * years of records before anybody has noticed.
 */
export function auditRetentionDays(
  subscription: (SubscriptionStanding & { currentPeriodEnd: Date }) | null,
  now: Date,
): number {
  const granted = entitlementsOf(subscription).auditRetentionDays;
  const plan = plans.find((known) => known === subscription?.plan);
  const isRecent =
    subscription !== null && now.getTime() < subscription.currentPeriodEnd.getTime() + graceMilliseconds;
  return plan && isRecent ? Math.max(granted, entitlements[plan].auditRetentionDays) : granted;
}
