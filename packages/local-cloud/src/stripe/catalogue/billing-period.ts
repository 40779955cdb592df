import type { Price } from '../stripe-state.ts';

export type Recurring = NonNullable<Price['recurring']>;

/**
 * The moment `count` intervals after the anchor, in UTC. A day the month has not (31 April, 29 February) becomes its
 * last; counting from the anchor brings the 31st back in the next long month.
 */
export function afterIntervals(
  anchor: number,
  { interval, interval_count }: Recurring,
  count: number,
): number {
  const units = interval_count * count;
  if (interval === 'day') return anchor + units * 86_400;
  if (interval === 'week') return anchor + units * 7 * 86_400;
  const from = new Date(anchor * 1000);
  const months = interval === 'year' ? units * 12 : units;
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return to.getTime() / 1000;
}

/** The first end of a period after `start`, on the rhythm of `anchor`. */
export function periodEndAfter(start: number, anchor: number, recurring: Recurring): number {
  let count = 1;
  while (afterIntervals(anchor, recurring, count) <= start) count += 1;
  return afterIntervals(anchor, recurring, count);
}
