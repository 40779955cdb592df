const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `21 November 2026`: dates of posts and releases are days, of no time zone. */
export function dayText(date: Date): string {
  return day.format(date);
}
