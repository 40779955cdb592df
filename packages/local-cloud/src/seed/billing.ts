import { workspaces } from './people.ts';

const acme = workspaces.find((workspace) => workspace.slug === 'acme');

/**
 * Acme's trial of Pro: the local Stripe seeds the customer and the subscription, the local database its projection.
 * Days are relative to the moment of the seed; the trial was started without a card.
 */
export const acmeBilling = {
  workspaceSlug: 'acme',
  stripeCustomerId: 'cus_local_acme',
  stripeSubscriptionId: 'sub_local_acme',
  plan: 'pro',
  interval: 'month',
  status: 'trialing',
  /** Members without the guests. */
  seats: acme?.members.filter((member) => member.role !== 'guest').length ?? 0,
  trialStartedDaysAgo: 5,
  trialDays: 14,
  billingEmail: 'ada@acme.test',
  /** As the customer is called at Stripe. */
  name: 'Acme Instruments',
} as const;

/** To be entered at Checkout, or under Billing by whoever has a plan. */
export const launchCode = { code: 'LAUNCH25', percentOff: 25, months: 3 } as const;
