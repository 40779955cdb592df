import { Stripe } from './stripe.ts';

const pastToleranceSeconds = 300;
const futureToleranceSeconds = 60;

/**
 * The event, when one of the secrets signed exactly these bytes and the signature's own time is near; otherwise null. Two
 * secrets are valid while one replaces the other. The SDK looks only into the past: the future is checked here.
 * @param now milliseconds
 */
export function verifyStripeEvent(
  body: string,
  signature: string | null,
  secrets: readonly string[],
  now = Date.now(),
): Stripe.Event | null {
  if (!signature || timestampOf(signature) > now / 1000 + futureToleranceSeconds) return null;
  for (const secret of secrets) {
    try {
      return Stripe.webhooks.constructEvent(body, signature, secret, pastToleranceSeconds, undefined, now);
    } catch {
      // Not signed with this secret, or too old: the next one may fit.
    }
  }
  return null;
}

/** The last `t=` of the header, as the SDK reads it. */
function timestampOf(signature: string): number {
  const times = signature.split(',').filter((part) => part.startsWith('t='));
  const last = Number.parseInt(times.at(-1)?.slice(2) ?? '', 10);
  return Number.isNaN(last) ? Number.POSITIVE_INFINITY : last;
}
