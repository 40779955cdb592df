import Stripe from 'stripe';
import { environment } from '../environment.ts';

/** The only file that knows the SDK's constructor; everything else uses this client and its types. */
let client: Stripe | undefined;

/**
 * Bounded in time: two retries of at most eight seconds, with the SDK's own idempotency keys, so that a request that
 * creates something is never sent twice as two.
 */
export function stripe(): Stripe {
  client ??= new Stripe(environment().STRIPE_SECRET_KEY, {
    ...localServer(environment().STRIPE_API_URL),
    timeout: 8_000,
    maxNetworkRetries: 2,
    telemetry: false,
  });
  return client;
}

function localServer(url: string | undefined): Stripe.StripeConfig {
  if (!url) return {};
  const { hostname, port, protocol } = new URL(url);
  return { host: hostname, port: Number(port), protocol: protocol === 'https:' ? 'https' : 'http' };
}

export { Stripe };
