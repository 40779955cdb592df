import { randomInt, timingSafeEqual } from 'node:crypto';
import { ClerkError } from './clerk-error.ts';
import type { Challenge } from './clerk-state.ts';

const lifetime = 10 * 60_000;
const allowedAttempts = 5;

/** Clerk's own convention: such an address gets no mail, and its code is always 424242. */
export function isTestAddress(emailAddress: string): boolean {
  return emailAddress.includes('+clerk_test');
}

/** A fresh code for an address, good for ten minutes and five attempts. */
export function newChallenge(emailAddress: string, now: number): Challenge {
  const code = isTestAddress(emailAddress) ? '424242' : String(randomInt(0, 1_000_000)).padStart(6, '0');
  return { code, expiresAt: now + lifetime, attemptsLeft: allowedAttempts };
}

/** Uses up one attempt. Throws Clerk's own errors unless the code is right, in time and within the attempts. */
export function answerChallenge(challenge: Challenge | null, code: string, now: number): void {
  if (!challenge) {
    throw new ClerkError(
      400,
      'verification_missing',
      'No code has been sent yet. Ask for a code first.',
      'code',
    );
  }
  if (challenge.expiresAt <= now) {
    throw new ClerkError(422, 'verification_expired', 'This code has expired. Ask for a new one.', 'code');
  }
  if (challenge.attemptsLeft <= 0) {
    throw new ClerkError(422, 'verification_failed', 'Too many wrong codes. Ask for a new one.', 'code');
  }
  challenge.attemptsLeft -= 1;
  const given = Buffer.from(code.padEnd(6).slice(0, 6));
  const expected = Buffer.from(challenge.code);
  if (given.length !== expected.length || !timingSafeEqual(given, expected) || code.length !== 6) {
    throw new ClerkError(422, 'form_code_incorrect', 'Incorrect code', 'code');
  }
}
