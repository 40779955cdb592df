import type { Interval } from '@archipelago/core/billing/catalogue';

/** `$24 a month`, `billed yearly`, `Business, yearly`: how each interval is said. */
export const intervalWords: Record<Interval, { each: string; adverb: string; label: string }> = {
  month: { each: 'a month', adverb: 'monthly', label: 'Monthly' },
  year: { each: 'a year', adverb: 'yearly', label: 'Yearly' },
};
