import { monthOf } from './month-of.ts';

export const usagePeriods = ['day', 'week', 'month', 'year'] as const;
export type UsagePeriod = (typeof usagePeriods)[number];

/** What a chart shows: from `start` up to, not including, `end`, a bar a step; all in UTC, as plans count. */
export interface UsageRange {
  period: UsagePeriod;
  start: Date;
  end: Date;
  step: 'hour' | 'day' | 'month';
  /** The first moment of each bar. */
  steps: Date[];
}

const dayMilliseconds = 86_400_000;
const hourMilliseconds = 3_600_000;
/** As long as hours are kept. */
export const oldestDays = 7;
/** As long as days are kept. */
const oldestMonths = 24;

/**
 * A day, the last seven days, a calendar month, or the last twelve months. A day or a month is the present one unless
 * another is asked for, as `2026-11-21` or `2026-11`; one that is to come, or longer gone than is kept, is the present one,
 * too.
 */
export function usageRange(period: UsagePeriod, asked: string | undefined, now: Date): UsageRange {
  const today = startOfDay(now);
  if (period === 'day') {
    const start = dayAsked(asked, now);
    const steps = Array.from(
      { length: 24 },
      (_, hour) => new Date(start.getTime() + hour * hourMilliseconds),
    );
    return { period, start, end: addDays(start, 1), step: 'hour', steps };
  }
  if (period === 'week') {
    const end = addDays(today, 1);
    return { period, start: addDays(end, -7), end, step: 'day', steps: daysBetween(addDays(end, -7), end) };
  }
  if (period === 'year') {
    const { start: thisMonth, end } = monthOf(now);
    const start = addMonths(thisMonth, -11);
    const steps = Array.from({ length: 12 }, (_, position) => addMonths(start, position));
    return { period, start, end, step: 'month', steps };
  }
  const { start, end } = monthOf(monthAsked(asked, now));
  return { period, start, end, step: 'day', steps: daysBetween(start, end) };
}

/** The days or months before and after a shown one, as an address names them; null where there is nothing to show. */
export function neighboursOf(
  { period, start, end }: UsageRange,
  now: Date,
): { previous: string | null; next: string | null } {
  if (period === 'week' || period === 'year') return { previous: null, next: null };
  if (period === 'day') {
    const before = addDays(start, -1);
    return {
      previous: before < oldestDayShown(now) ? null : dayName(before),
      next: end > now ? null : dayName(end),
    };
  }
  const [before, after] = [addMonths(start, -1), addMonths(start, 1)];
  return {
    previous: before < addMonths(monthOf(now).start, -oldestMonths) ? null : nameOf(before),
    next: after > now ? null : nameOf(after),
  };
}

export function addDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * dayMilliseconds);
}

export function startOfDay(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / dayMilliseconds) * dayMilliseconds);
}

function dayAsked(day: string | undefined, now: Date): Date {
  const asked = day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : now;
  return asked >= oldestDayShown(now) && asked <= now ? startOfDay(asked) : startOfDay(now);
}

function oldestDayShown(now: Date): Date {
  return addDays(startOfDay(now), -oldestDays);
}

function monthAsked(month: string | undefined, now: Date): Date {
  const asked = month && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? new Date(`${month}-01T00:00:00Z`) : now;
  return asked > now || asked < addMonths(monthOf(now).start, -oldestMonths) ? now : asked;
}

function addMonths(date: Date, months: number): Date {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months));
}

/** `2026-11-21`, as the database writes a day. */
export function dayName(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function nameOf(month: Date): string {
  return dayName(month).slice(0, 7);
}

function daysBetween(start: Date, end: Date): Date[] {
  const count = Math.round((end.getTime() - start.getTime()) / dayMilliseconds);
  return Array.from({ length: count }, (_, position) => addDays(start, position));
}
