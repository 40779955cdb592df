import { Params } from '../http/params.ts';
import type { FormObject } from '../http/parse-form.ts';
import type { World } from '../world.ts';
import { createPrice, updatePrice } from './prices.ts';
import { createProduct } from './products.ts';

/** Products and prices in the shape of Stripe's own create parameters. */
export interface CatalogueData {
  products: readonly {
    id: string;
    name: string;
    description?: string;
    unit_label?: string;
    metadata?: object;
  }[];
  prices: readonly {
    product: string;
    lookup_key: string;
    currency: string;
    unit_amount: number;
    currency_options?: Record<string, { unit_amount: number }>;
    recurring: { interval: string };
    nickname?: string;
    metadata?: object;
  }[];
}

/** Adds what is missing and leaves what is there, so that a person's changes through the API survive a restart. */
export function seedCatalogue(world: World, { products, prices }: CatalogueData): void {
  for (const product of products) {
    if (!world.state.products[product.id]) createProduct(world, new Params(asForm(product)));
  }
  for (const price of prices) {
    const known = Object.values(world.state.prices).find(({ lookup_key }) => lookup_key === price.lookup_key);
    if (!known) createPrice(world, new Params(asForm(price)), seededPriceId(world, price.lookup_key));
    else if (price.currency_options && !world.state.currencyOptions[known.id]) {
      const { currency_options } = price;
      updatePrice(world, known.id, new Params(asForm({ currency_options })));
    }
  }
}

function seededPriceId(world: World, lookupKey: string): string | undefined {
  const id = `price_local_${lookupKey}`;
  return world.state.prices[id] ? undefined : id;
}

function asForm(value: object): FormObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      typeof entry === 'object' ? asForm(entry) : String(entry),
    ]),
  );
}
