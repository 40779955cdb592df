import { createHmac, timingSafeEqual } from 'node:crypto';
import { environment } from '../environment.ts';

/**
 * What the link in the mail carries, which begins the erasure at once: it proves that whoever asks reads the person's mail.
 * For one wish only: taken back and asked again, it is another.
 */
export function erasureSignature(userId: string, requestedAt: Date): string {
  return createHmac('sha256', environment().JOBS_SECRET)
    .update(`erase\n${userId}\n${requestedAt.toISOString()}`)
    .digest('base64url');
}

export function isErasureSignature(userId: string, requestedAt: Date, given: string): boolean {
  const wanted = Buffer.from(erasureSignature(userId, requestedAt));
  const actual = Buffer.from(given);
  return wanted.length === actual.length && timingSafeEqual(wanted, actual);
}
