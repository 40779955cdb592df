import type { Challenge } from '../clerk-state.ts';

/** Clerk's `verification` object for a code or a password. */
export function verificationResource(given: {
  strategy: string | null;
  verified: boolean;
  challenge: Challenge | null;
}) {
  return {
    object: 'verification',
    status: given.verified ? 'verified' : 'unverified',
    strategy: given.strategy,
    attempts: null,
    expire_at: given.challenge?.expiresAt ?? null,
    error: null,
    verified_at_client: null,
  };
}
