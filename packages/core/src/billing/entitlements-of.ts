import { type Entitlements, entitlements, type Plan, plans } from './catalogue.ts';

/** What the plan depends on: the workspace's row in `subscription`, or null when it has none. */
export interface SubscriptionStanding {
  plan: string;
  /** As Stripe spells it. */
  status: string;
}

/**
 * Stripe's statuses under which a plan is in force. `past_due` is the grace while Stripe retries the card. Where Stripe gives
 * up and leaves the subscription `unpaid`, the plan stays and the workspace can only be read (`payment-standing.ts`): Free's
 * smaller limits would take its domain away and shorten its records. What has ended is Free, with all its data.
 */
export const grantingStatuses: readonly string[] = ['trialing', 'active', 'past_due', 'unpaid'];

/** The plan in force now. Free when there is no subscription, or one that grants nothing any more. */
export function planOf(subscription: SubscriptionStanding | null): Plan {
  if (!subscription || !grantingStatuses.includes(subscription.status)) return 'free';
  return plans.find((plan) => plan === subscription.plan) ?? 'free';
}

export function entitlementsOf(subscription: SubscriptionStanding | null): Entitlements {
  return entitlements[planOf(subscription)];
}
