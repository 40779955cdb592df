import { formatBytes } from '../entitlements/format-bytes.ts';
import type { CountedLimit } from '../entitlements/usage-of.ts';

export interface MeterDefinition {
  /** What the tables of usage call it. */
  stored: string;
  /** The limit of the plan that it fills. */
  limit: CountedLimit;
  /** Whether it starts again with each month (UTC), or is counted as it stands. */
  isMonthly: boolean;
  /** For people, at the beginning of a line. */
  title: string;
  /** For people, after a figure: `8,214 of 10,000 e-mails this month`. */
  noun: string;
  /** How a figure is written; as a whole number unless given. */
  write?: (amount: number) => string;
}

const number = new Intl.NumberFormat('en-GB');

/** Everything that is measured, by the name the API has for it. Add meters, never rename one. */
export const meters = {
  apiRequests: {
    stored: 'api-requests',
    limit: 'apiRequestsPerMonth',
    isMonthly: true,
    title: 'API requests',
    noun: 'API requests this month',
  },
  emails: {
    stored: 'emails',
    limit: 'emailsPerMonth',
    isMonthly: true,
    title: 'E-mails',
    noun: 'e-mails this month',
  },
  storageBytes: {
    stored: 'storage',
    limit: 'storageBytes',
    isMonthly: false,
    title: 'Storage',
    noun: 'of storage',
    write: formatBytes,
  },
  seats: { stored: 'seats', limit: 'seats', isMonthly: false, title: 'Seats', noun: 'seats' },
  posts: { stored: 'posts', limit: 'posts', isMonthly: false, title: 'Posts', noun: 'posts' },
  apiKeys: { stored: 'api-keys', limit: 'apiKeys', isMonthly: false, title: 'API keys', noun: 'API keys' },
  customDomains: {
    stored: 'custom-domains',
    limit: 'customDomains',
    isMonthly: false,
    title: 'Custom domains',
    noun: 'custom domains',
  },
} as const satisfies Record<string, MeterDefinition>;

export type Meter = keyof typeof meters;

export const meterNames = Object.keys(meters) as [Meter, ...Meter[]];

/** The same, for whoever asks what only some have. */
export function meterDefinition(meter: Meter): MeterDefinition {
  return meters[meter];
}

/** The meter that the tables of usage know by this name, or null for one that this product has no longer. */
export function meterStoredAs(stored: string): Meter | null {
  return meterNames.find((meter) => meters[meter].stored === stored) ?? null;
}

/** A figure of a meter as people read it: `8,214`, `3.1 GB`. */
export function writeUse(meter: Meter, amount: number): string {
  return (meterDefinition(meter).write ?? number.format)(amount);
}
