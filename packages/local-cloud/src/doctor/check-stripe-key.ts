import { Stripe } from '@archipelago/core/billing/stripe';
import { isLoopback } from '@archipelago/core/is-loopback';
import { type Finding, messageOf, ok, warning, wrong } from './finding.ts';

const keysPage = 'https://dashboard.stripe.com/apikeys';

/** Whether Stripe takes the key, and whether its mode is the one for this address. */
export async function checkStripeKey(
  stripe: Stripe,
  { secretKey, appUrl, context }: { secretKey: string; appUrl: string; context?: string | undefined },
): Promise<Finding[]> {
  try {
    await stripe.products.list({ limit: 1 });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeAuthenticationError) {
      return [
        wrong(
          'Stripe does not know STRIPE_SECRET_KEY.',
          `Copy the key again from ${keysPage}; it may have been rolled.`,
        ),
      ];
    }
    if (error instanceof Stripe.errors.StripePermissionError) {
      return [
        wrong(
          `The restricted key may not read the catalogue: ${error.message}`,
          `Give it read and write for Billing, Customers, Checkout Sessions, Customer portal, Products, Prices and Events, and read for Webhook Endpoints, at ${keysPage}.`,
        ),
      ];
    }
    return [
      wrong(
        `Stripe could not be reached: ${messageOf(error)}`,
        'Check the network, a proxy and https://status.stripe.com, then run this again.',
      ),
    ];
  }
  const isLive = /^[sr]k_live_/.test(secretKey);
  if (isLive && isLoopback(appUrl)) {
    return [
      wrong(
        'STRIPE_SECRET_KEY is a live key, and APP_URL is this machine: trying things out would charge real cards.',
        'Use a key of test mode here, or none: `npm start` brings its own Stripe.',
      ),
    ];
  }
  if (!isLive && context === 'production' && !isLoopback(appUrl)) {
    return [
      warning(
        'STRIPE_SECRET_KEY is a key of test mode in the production context: nobody can pay.',
        'That is right while you try things out. To sell, set the live key for the context production.',
      ),
    ];
  }
  return [ok(`Stripe takes the key, in ${isLive ? 'live' : 'test'} mode.`)];
}
