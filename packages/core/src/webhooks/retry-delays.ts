const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long to wait after the first, second, … attempt that failed: nine attempts in a little over a day. */
const retryDelays = [5 * second, minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 8 * hour, 10 * hour];

/** Milliseconds until an endpoint is turned off that has answered nothing but errors. */
export const failingTooLong = 24 * hour;

/** When to try again, or null when that was the last time. Up to a fifth later, so that a crowd does not come back at once. */
export function nextAttemptAt(tries: number, now: Date, random = Math.random()): Date | null {
  const delay = retryDelays[tries - 1];
  return delay === undefined ? null : new Date(now.getTime() + Math.round(delay * (1 + random / 5)));
}
