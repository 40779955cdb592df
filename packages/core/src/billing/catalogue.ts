import { type ShownCurrency, shownCurrencies } from '@archipelago/routing/currency-of-country';

/** Every plan, price and limit. The one place to edit when prices or limits change. */
export const plans = ['free', 'pro', 'business'] as const;
export type Plan = (typeof plans)[number];
export type PaidPlan = Exclude<Plan, 'free'>;

export const intervals = ['month', 'year'] as const;
export type Interval = (typeof intervals)[number];

export interface Entitlements {
  /** People on the team: owner, admin and member. Guests never take a seat. */
  seats: number;
  /** Posts, drafts included. */
  posts: number;
  storageBytes: number;
  apiKeys: number;
  apiRequestsPerMonth: number;
  emailsPerMonth: number;
  customDomains: number;
  auditRetentionDays: number;
  outboundWebhooks: boolean;
  /** May hide "Made with Archipelago" on the public site. */
  brandingRemoval: boolean;
}

/** Limits that are counted, as opposed to features that are on or off. */
export type Limit = {
  [Key in keyof Entitlements]: Entitlements[Key] extends number ? Key : never;
}[keyof Entitlements];

/** Features that a plan has or has not. */
export type Feature = Exclude<keyof Entitlements, Limit>;

export interface PlanDescription {
  name: string;
  /** One sentence for whom the plan is. */
  summary: string;
  /** The one plan that the pricing page puts forward. */
  recommended: boolean;
  /** Days to try it without a card; 0 means no trial. */
  trialDays: number;
}

export const planDescriptions: Record<Plan, PlanDescription> = {
  free: {
    name: 'Free',
    summary: 'For a first community, or a quiet one.',
    recommended: false,
    trialDays: 0,
  },
  pro: {
    name: 'Pro',
    summary: 'For a workspace that people open every day.',
    recommended: true,
    trialDays: 14,
  },
  business: {
    name: 'Business',
    summary: 'For several teams, long records and more of everything.',
    recommended: false,
    trialDays: 0,
  },
};

const gigabyte = 1024 ** 3;

export const entitlements: Record<Plan, Entitlements> = {
  free: {
    seats: 3,
    posts: 100,
    storageBytes: gigabyte,
    apiKeys: 3,
    apiRequestsPerMonth: 10_000,
    emailsPerMonth: 1_000,
    customDomains: 0,
    auditRetentionDays: 30,
    outboundWebhooks: false,
    brandingRemoval: false,
  },
  pro: {
    seats: 50,
    posts: 10_000,
    storageBytes: 20 * gigabyte,
    apiKeys: 25,
    apiRequestsPerMonth: 250_000,
    emailsPerMonth: 10_000,
    customDomains: 3,
    auditRetentionDays: 365,
    outboundWebhooks: true,
    brandingRemoval: true,
  },
  business: {
    seats: 500,
    posts: 100_000,
    storageBytes: 500 * gigabyte,
    apiKeys: 100,
    apiRequestsPerMonth: 5_000_000,
    emailsPerMonth: 100_000,
    customDomains: 20,
    auditRetentionDays: 7 * 365,
    outboundWebhooks: true,
    brandingRemoval: true,
  },
};

/**
 * What can be paid in: ISO 4217, lower case as Stripe writes it. The first is the one that every price is made in at Stripe;
 * the others are its options. Which country begins with which is in `routing/currency-of-country.ts`.
 */
export const currencies = shownCurrencies;
export type Currency = ShownCurrency;
export const defaultCurrency = currencies[0];

export interface Price {
  plan: PaidPlan;
  interval: Interval;
  /** Stripe finds the price by this key, so that no price id is ever configured. */
  lookupKey: string;
  /** Cents of each currency, for one seat and one interval, without tax. Chosen, not converted. */
  amounts: Readonly<Record<Currency, number>>;
}

export const prices: readonly Price[] = [
  {
    plan: 'pro',
    interval: 'month',
    lookupKey: 'pro_monthly',
    amounts: { usd: 1_200, eur: 1_100, gbp: 1_000 },
  },
  {
    plan: 'pro',
    interval: 'year',
    lookupKey: 'pro_yearly',
    amounts: { usd: 12_000, eur: 11_000, gbp: 10_000 },
  },
  {
    plan: 'business',
    interval: 'month',
    lookupKey: 'business_monthly',
    amounts: { usd: 2_900, eur: 2_700, gbp: 2_400 },
  },
  {
    plan: 'business',
    interval: 'year',
    lookupKey: 'business_yearly',
    amounts: { usd: 28_800, eur: 26_800, gbp: 23_800 },
  },
];

export interface ReportedMeter {
  /** Of `usage/meters.ts`; only what is counted by the month can be summed over days. */
  meter: 'apiRequests' | 'emails';
  /** Of Stripe's meter, which is made when there is none. */
  eventName: string;
  displayName: string;
}

/**
 * What Stripe is told of day by day, to charge for it or to show it on its own pages. None: plans have limits, and nothing
 * beyond them is sold. An entry is all it takes to have it reported; docs/decisions/0024 says what charging takes.
 */
export const reportedMeters: readonly ReportedMeter[] = [];

/** Throws when the catalogue has no such price: a mistake in this file, never a person's. */
export function priceOf(plan: PaidPlan, interval: Interval): Price {
  const price = prices.find((candidate) => candidate.plan === plan && candidate.interval === interval);
  if (!price) throw new Error(`The catalogue has no price for ${plan} per ${interval}. Add it to prices.`);
  return price;
}

/** Cents of one seat and one interval. */
export function amountOf(plan: PaidPlan, interval: Interval, currency: Currency): number {
  return priceOf(plan, interval).amounts[currency];
}

export function priceByLookupKey(lookupKey: string | null): Price | undefined {
  return prices.find((candidate) => candidate.lookupKey === lookupKey);
}
