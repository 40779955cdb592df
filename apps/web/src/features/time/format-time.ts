import { dateFormatter } from './date-formatter.ts';

/** Where clocks are read, and how dates are written: in English unless told, as in a dashboard. */
export interface Clock {
  timeZone: string;
  locale?: string;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `21 November 2026`. */
export function formatDay(date: Date, clock: Clock): string {
  return format(date, clock, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** `24 Nov`. */
export function formatShortDay(date: Date, clock: Clock): string {
  return format(date, clock, { day: 'numeric', month: 'short' });
}

/** `21 Nov – 21 Dec 2026`, or one day when both are on it. */
export function formatPeriod(start: Date, end: Date, clock: Clock): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: clock.timeZone } as const;
  return dateFormatter(localeOf(clock), options).formatRange(start, end);
}

/** `24 November 2026, 09:00 CET`. */
export function formatMinute(date: Date, clock: Clock): string {
  return format(date, clock, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

/** `21 Nov 2026, 09:41:07 CET`. */
export function formatMoment(date: Date, clock: Clock): string {
  return format(date, clock, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
}

/** `9:41` today, `Yesterday`, `19 Nov` this year, `19 Nov 2025` before. */
export function formatRecent(date: Date, clock: Clock, now = new Date()): string {
  const days = calendarDay(now, clock) - calendarDay(date, clock);
  if (days === 0) return format(date, clock, { hour: 'numeric', minute: '2-digit' });
  if (days === 1) return 'Yesterday';
  const sameYear = format(date, clock, { year: 'numeric' }) === format(now, clock, { year: 'numeric' });
  return format(date, clock, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** When something to come ends: `15:30 CET` today, `22 Nov, 15:30 CET` on another day. */
export function formatUntil(date: Date, clock: Clock, now = new Date()): string {
  const isToday = calendarDay(now, clock) === calendarDay(date, clock);
  return format(date, clock, {
    ...(isToday ? {} : { day: 'numeric', month: 'short' }),
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

/** `Now`, `12 minutes ago`, `3 days ago`, then the day. */
export function formatAgo(date: Date, clock: Clock, now = new Date()): string {
  const passed = now.getTime() - date.getTime();
  if (passed < 2 * minute) return 'Now';
  const relative = new Intl.RelativeTimeFormat(localeOf(clock), { numeric: 'always' });
  if (passed < hour) return relative.format(-Math.floor(passed / minute), 'minute');
  if (passed < day) return relative.format(-Math.floor(passed / hour), 'hour');
  if (passed < 14 * day) return relative.format(-Math.floor(passed / day), 'day');
  return formatDay(date, clock);
}

/** Whole days from now until then, never less than zero. */
export function daysUntil(date: Date, now = new Date()): number {
  return Math.max(0, Math.ceil((date.getTime() - now.getTime()) / day));
}

/** `Good morning`, by the workspace's own time of day. */
export function greeting(clock: Clock, now = new Date()): string {
  const hourOfDay = Number(dateFormatter('en-GB', { hour: '2-digit', timeZone: clock.timeZone }).format(now));
  if (hourOfDay < 5) return 'Good night';
  if (hourOfDay < 12) return 'Good morning';
  return hourOfDay < 18 ? 'Good afternoon' : 'Good evening';
}

function calendarDay(date: Date, { timeZone }: Clock): number {
  const iso = dateFormatter('en-CA', { timeZone }).format(date);
  return Date.parse(iso) / day;
}

function format(date: Date, clock: Clock, options: Intl.DateTimeFormatOptions): string {
  return dateFormatter(localeOf(clock), { ...options, timeZone: clock.timeZone }).format(date);
}

function localeOf({ locale = 'en-GB' }: Clock): string {
  return locale;
}
