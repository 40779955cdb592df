import { syncCatalogue } from '@archipelago/core/billing/in-step/sync-catalogue';
import { Stripe, stripeFor } from '@archipelago/core/billing/stripe';
import { localSecrets } from '../app-environment.ts';
import type { LocalSettings } from '../settings.ts';

/**
 * What a deploy does with `npm run billing:sync`, done to the local Stripe at every start, whichever Stripe the product was
 * told to use. One that was told in the console to misbehave, and still does, stops no start.
 */
export async function syncLocalStripe({ stripePort }: LocalSettings): Promise<void> {
  try {
    await syncCatalogue(stripeFor(localSecrets.stripeSecretKey, `http://127.0.0.1:${stripePort}`));
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    process.stderr.write(
      `  ! The local Stripe answered: ${error.message}\n    Its catalogue may be old. Have it answer as usual under Billing in the console, then run npm run billing:sync.\n`,
    );
  }
}
