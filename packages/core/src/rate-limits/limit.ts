import { createHmac } from 'node:crypto';
import { type Counted, countAgainst } from '@archipelago/db/count-against';
import { environment } from '../environment.ts';
import type { AppError } from '../errors/app-error.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';

export interface RateLimit {
  /** How often in one window. */
  limit: number;
  /** How long a window is. It begins with the first use. */
  seconds: number;
}

/**
 * Counts one more use of `key` and throws TOO_MANY_REQUESTS when it is one too many. One statement, outside of any
 * transaction: what fails afterwards stays counted. Say in the key what is limited and for whom, e.g.
 * `invitations:<workspace id>`.
 */
export async function limit(key: string, { limit: most, seconds }: RateLimit): Promise<Counted> {
  const counted = await countAgainst(counterOf(key), most, seconds);
  if (counted.used > most) throw tooMany(counted.resetsAt);
  return counted;
}

/** What a key is stored as: an address of a person must not be read, or guessed, from the table. */
export function counterOf(key: string): string {
  return createHmac('sha256', environment().JOBS_SECRET).update(`rate-limit\n${key}`).digest('hex');
}

export function secondsUntil(moment: Date): number {
  return Math.max(1, Math.ceil((moment.getTime() - Date.now()) / 1000));
}

export function tooMany(resetsAt: Date): AppError {
  const seconds = secondsUntil(resetsAt);
  return refusal('TOO_MANY_REQUESTS', said('tooOften', { count: seconds }), { retryAfterSeconds: seconds });
}
