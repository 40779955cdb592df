import type { UsageRange } from '@archipelago/core/usage/usage-range';
import { dateFormatter } from '../time/date-formatter.ts';

// Plans count days and months in UTC, and so do all of these.

/** `Saturday 21 November 2026`, `1 to 30 November 2026`, `15 to 21 November 2026`, `December 2025 to November 2026`. */
export function rangeText({ period, start, end }: Pick<UsageRange, 'period' | 'start' | 'end'>): string {
  const last = new Date(end.getTime() - 1);
  if (period === 'day') return `${format(start, { weekday: 'long' })} ${dayText(start)}`;
  if (period === 'year') return `${monthText(start)} to ${monthText(last)}`;
  const isOneMonth = start.getUTCMonth() === last.getUTCMonth();
  return `${isOneMonth ? start.getUTCDate() : format(start, { day: 'numeric', month: 'long' })} to ${dayText(last)}`;
}

/** `November 2026`. */
export function monthText(date: Date): string {
  return format(date, { month: 'long', year: 'numeric' });
}

/** `21 November 2026`. */
export function dayText(date: Date): string {
  return format(date, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** What a bar is called in full: `14:00 to 15:00`, `Saturday 21 November`, `November 2026`. */
export function stepText(date: Date, { step }: Pick<UsageRange, 'step'>): string {
  if (step === 'month') return monthText(date);
  if (step === 'hour') return `${clockText(date)} to ${clockText(new Date(date.getTime() + 3_600_000))}`;
  return format(date, { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '');
}

/** Below a bar: `14:00`, `1 Nov`, `Sat 21`, `Nov`. */
export function tickText(date: Date, { period }: Pick<UsageRange, 'period'>): string {
  if (period === 'day') return clockText(date);
  if (period === 'year') return format(date, { month: 'short' });
  if (period === 'week') return format(date, { weekday: 'short', day: 'numeric' });
  return format(date, { day: 'numeric', month: 'short' });
}

function clockText(date: Date): string {
  return format(date, { hour: '2-digit', minute: '2-digit' });
}

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  return dateFormatter('en-GB', { ...options, timeZone: 'UTC' }).format(date);
}
