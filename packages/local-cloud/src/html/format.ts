/** `amount` in the currency's smallest unit. */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const shortDates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** Unix seconds, in UTC. */
export function date(seconds: number): string {
  return dates.format(seconds * 1000);
}

/** Unix seconds, in UTC, for a narrow column. */
export function shortDate(seconds: number): string {
  return shortDates.format(seconds * 1000);
}

/** Unix milliseconds, in UTC. */
export function moment(milliseconds: number): string {
  return `${moments.format(milliseconds)} UTC`;
}

/** `3 seats`, `1 seat`. */
export function counted(count: number, noun: string): string {
  return `${new Intl.NumberFormat('en').format(count)} ${noun}${count === 1 ? '' : 's'}`;
}
