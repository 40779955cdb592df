import type { Entitlements } from '@archipelago/core/billing/catalogue';

const count = new Intl.NumberFormat('en-GB');

/** What the product holds each plan to today, for the cards and the comparison of the pricing page. */
export const planLimits: readonly {
  label: string;
  /** For the comparison. */
  value: (granted: Entitlements) => string;
  /** For a plan's card. */
  sentence: (granted: Entitlements) => string;
}[] = [
  {
    label: 'People on the team',
    value: ({ seats }) => count.format(seats),
    sentence: ({ seats }) => `Up to ${count.format(seats)} people on the team`,
  },
  {
    label: 'Guests of your site',
    value: () => 'Unlimited',
    sentence: () => 'Guests without limit, free',
  },
  {
    label: 'Posts, drafts included',
    value: ({ posts }) => count.format(posts),
    sentence: ({ posts }) => `${count.format(posts)} posts`,
  },
];

/** What every plan has. */
export const everyPlanHas: readonly string[] = [
  'Own address',
  'Own accent colour',
  'Roles and invitations',
  'Audit log',
];
