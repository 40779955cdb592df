import type { Entitlements } from '@archipelago/core/billing/catalogue';

const number = new Intl.NumberFormat('en-GB');
const gigabyte = 1024 ** 3;

/** One line per thing that plans differ in, in the order of the comparison. */
export const comparedFeatures: readonly { label: string; value: (granted: Entitlements) => string }[] = [
  { label: 'Seats', value: ({ seats }) => number.format(seats) },
  { label: 'Posts', value: ({ posts }) => number.format(posts) },
  { label: 'Storage', value: ({ storageBytes }) => `${number.format(storageBytes / gigabyte)} GB` },
  { label: 'E-mails a month', value: ({ emailsPerMonth }) => number.format(emailsPerMonth) },
  { label: 'API requests a month', value: ({ apiRequestsPerMonth }) => number.format(apiRequestsPerMonth) },
  {
    label: 'Custom domains',
    value: ({ customDomains }) => (customDomains === 0 ? 'None' : String(customDomains)),
  },
  { label: 'Audit log kept', value: ({ auditRetentionDays }) => period(auditRetentionDays) },
  { label: 'Outbound webhooks', value: ({ outboundWebhooks }) => yesOrNo(outboundWebhooks) },
  { label: 'Hide “Made with Archipelago”', value: ({ brandingRemoval }) => yesOrNo(brandingRemoval) },
];

function period(days: number): string {
  if (days < 365) return `${days} days`;
  return days === 365 ? '1 year' : `${Math.round(days / 365)} years`;
}

function yesOrNo(granted: boolean): string {
  return granted ? 'Yes' : 'No';
}
