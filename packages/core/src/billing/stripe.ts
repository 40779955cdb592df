import Stripe from 'stripe';
import { environment } from '../environment.ts';

/** The only file that knows the SDK's constructor; everything else uses this client and its types. */
let client: Stripe | undefined;

/** The application's own client. */
export function stripe(): Stripe {
  client ??= stripeFor(environment().STRIPE_SECRET_KEY, environment().STRIPE_API_URL);
  return client;
}

/**
 * Bounded in time: two retries of at most eight seconds, with the SDK's own idempotency keys, so that a request that
 * creates something is never sent twice as two.
 *
 * @param url of the local Stripe; without one, the real one.
 */
export function stripeFor(secretKey: string, url?: string | undefined): Stripe {
  return new Stripe(secretKey, {
    ...localServer(url),
    timeout: 8_000,
    maxNetworkRetries: 2,
    telemetry: false,
  });
}

function localServer(url: string | undefined): Stripe.StripeConfig {
  if (!url) return {};
  const { hostname, port, protocol } = new URL(url);
  return { host: hostname, port: Number(port), protocol: protocol === 'https:' ? 'https' : 'http' };
}

export { Stripe };
