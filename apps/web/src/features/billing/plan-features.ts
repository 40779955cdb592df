import type { Entitlements } from '@archipelago/core/billing/catalogue';
import { formatBytes } from '@archipelago/core/entitlements/format-bytes';
import { retentionText } from '../audit/retention-text.ts';

const number = new Intl.NumberFormat('en-GB');

/** What plans differ in and the product already keeps, in the order of the comparison. */
export const comparedFeatures: readonly { label: string; value: (granted: Entitlements) => string }[] = [
  { label: 'Seats', value: ({ seats }) => number.format(seats) },
  { label: 'Guests', value: () => 'Unlimited' },
  { label: 'Posts', value: ({ posts }) => number.format(posts) },
  { label: 'Storage', value: ({ storageBytes }) => formatBytes(storageBytes) },
  { label: 'E-mails a month', value: ({ emailsPerMonth }) => number.format(emailsPerMonth) },
  { label: 'API requests a month', value: ({ apiRequestsPerMonth }) => number.format(apiRequestsPerMonth) },
  { label: 'API keys', value: ({ apiKeys }) => number.format(apiKeys) },
  {
    label: 'Custom domains',
    value: ({ customDomains }) => (customDomains === 0 ? 'None' : number.format(customDomains)),
  },
  { label: 'Audit log kept for', value: ({ auditRetentionDays }) => retentionText(auditRetentionDays) },
  { label: 'Webhooks', value: ({ outboundWebhooks }) => (outboundWebhooks ? 'Yes' : 'No') },
  {
    label: 'Site without “Made with Archipelago”',
    value: ({ brandingRemoval }) => (brandingRemoval ? 'Yes' : 'No'),
  },
];
