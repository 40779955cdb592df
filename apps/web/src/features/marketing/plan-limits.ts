import type { Entitlements } from '@archipelago/core/billing/catalogue';
import { formatBytes } from '@archipelago/core/entitlements/format-bytes';
import { retentionText } from '../audit/retention-text.ts';

const count = new Intl.NumberFormat('en-GB');

interface PlanLimit {
  label: string;
  /** For the comparison; `true` and `false` for what a plan has or has not. */
  value: (granted: Entitlements) => string | boolean;
  /** For a plan's card, where it says more than the card before it. */
  sentence?: (granted: Entitlements) => string | null;
}

/** What the product holds each plan to, for the cards and the comparison of the pricing page. */
export const planLimits: readonly PlanLimit[] = [
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
  {
    label: 'Storage',
    value: ({ storageBytes }) => formatBytes(storageBytes),
    sentence: ({ storageBytes }) => `${formatBytes(storageBytes)} for pictures`,
  },
  { label: 'E-mails a month', value: ({ emailsPerMonth }) => count.format(emailsPerMonth) },
  {
    label: 'Custom domains',
    value: ({ customDomains }) => (customDomains === 0 ? false : count.format(customDomains)),
    sentence: ({ customDomains }) =>
      customDomains === 0 ? null : `${count.format(customDomains)} domains of your own`,
  },
  {
    label: 'Audit log is kept for',
    value: ({ auditRetentionDays }) => retentionText(auditRetentionDays),
    sentence: ({ auditRetentionDays }) => `Audit log kept for ${retentionText(auditRetentionDays)}`,
  },
  { label: 'API keys', value: ({ apiKeys }) => count.format(apiKeys) },
  { label: 'API requests a month', value: ({ apiRequestsPerMonth }) => count.format(apiRequestsPerMonth) },
  {
    label: 'Signed webhooks',
    value: ({ outboundWebhooks }) => outboundWebhooks,
    sentence: ({ outboundWebhooks }) => (outboundWebhooks ? 'Signed webhooks to your own systems' : null),
  },
  { label: 'Site without “Made with Archipelago”', value: ({ brandingRemoval }) => brandingRemoval },
];

/** What every plan has. */
export const everyPlanHas: readonly string[] = [
  'Own address and accent colour',
  'Roles of your own, and invitations',
  'Search, notifications and digests',
  'Rules for a second step at sign-in',
  'Export and erasure of all data',
];
