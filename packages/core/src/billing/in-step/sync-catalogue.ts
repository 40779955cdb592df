import { catalogueAsStripe } from '../catalogue-as-stripe.ts';
import type { Stripe } from '../stripe.ts';
import { compareMeters } from './compare-meters.ts';
import { comparePortal } from './compare-portal.ts';
import { comparePrices } from './compare-prices.ts';
import { compareProducts } from './compare-products.ts';
import { retireProducts } from './retire-products.ts';
import type { Compare } from './step.ts';

/** In an order in which each part finds what it needs: prices their product, the portal its prices. */
const parts: readonly Compare[] = [
  compareProducts,
  comparePrices,
  retireProducts,
  compareMeters,
  comparePortal,
];

export interface SyncCatalogueOptions {
  wanted?: ReturnType<typeof catalogueAsStripe>;
  /** Only says what differs. */
  check?: boolean;
  /** Told of each step when it is done. */
  onStep?: (what: string) => void;
}

/**
 * Makes Stripe agree with the typed catalogue, and answers what that took; nothing, when it agrees. Running it twice, or
 * again after it was cut short, ends the same. It deletes nothing: what is not offered any more is archived, and whoever
 * subscribed to it keeps it.
 */
export async function syncCatalogue(
  stripe: Stripe,
  { wanted = catalogueAsStripe(), check = false, onStep = () => {} }: SyncCatalogueOptions = {},
): Promise<string[]> {
  const done: string[] = [];
  for (const compare of parts) {
    for (const { what, run } of await compare(stripe, wanted)) {
      if (!check) await run();
      onStep(what);
      done.push(what);
    }
  }
  return done;
}
