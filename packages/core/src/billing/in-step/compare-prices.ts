import { createHash } from 'node:crypto';
import type { StripePriceData } from '../catalogue-as-stripe.ts';
import type { Stripe } from '../stripe.ts';
import type { Step } from './step.ts';

/**
 * What a price costs is never changed. A new one takes the lookup key over, and the old one is archived: it cannot be bought
 * any more, and whoever has it keeps it. A currency that nobody could pay in yet is added to the price that is there.
 * Prices that somebody made by hand are left alone.
 */
export async function comparePrices(
  stripe: Stripe,
  { prices }: { prices: readonly StripePriceData[] },
): Promise<Step[]> {
  const holders = await holdersOf(stripe, prices);
  const steps: Step[] = [];
  const kept = new Set<string>();
  for (const wanted of prices) {
    const holder = holders.get(wanted.lookup_key);
    if (!holder || costsOtherwise(holder, wanted)) {
      steps.push(...replacement(stripe, wanted, holder));
      if (holder) kept.add(holder.id);
      continue;
    }
    kept.add(holder.id);
    const differing = differences(holder, wanted);
    if (differing.length === 0) continue;
    const { nickname, metadata, currency_options } = wanted;
    const isMissingCurrency = missingCurrencies(holder, wanted).length > 0;
    steps.push({
      what: `change the price ${wanted.lookup_key}: ${differing.join(', ')}`,
      run: () =>
        stripe.prices.update(holder.id, {
          nickname,
          metadata: { ...metadata },
          active: true,
          ...(isMissingCurrency && { currency_options }),
        }),
    });
  }
  return [...steps, ...(await leftovers(stripe, prices, kept))];
}

async function holdersOf(
  stripe: Stripe,
  prices: readonly StripePriceData[],
): Promise<Map<string, Stripe.Price>> {
  const holders = new Map<string, Stripe.Price>();
  // Stripe takes ten keys at once.
  for (let from = 0; from < prices.length; from += 10) {
    const lookup_keys = prices.slice(from, from + 10).map((price) => price.lookup_key);
    for await (const price of stripe.prices.list({
      lookup_keys,
      limit: 100,
      expand: ['data.currency_options'],
    })) {
      if (price.lookup_key) holders.set(price.lookup_key, price);
    }
  }
  return holders;
}

function replacement(stripe: Stripe, wanted: StripePriceData, before: Stripe.Price | undefined): Step[] {
  const cost = `${costsOf(wanted)} per ${wanted.recurring.interval}`;
  // The same price may come back after another one: it is then another request.
  const content = createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 16);
  const idempotencyKey = `catalogue:${wanted.lookup_key}:${content}:after:${before?.id ?? 'none'}`;
  const create = () => stripe.prices.create({ ...wanted, transfer_lookup_key: true }, { idempotencyKey });
  if (!before) return [{ what: `create the price ${wanted.lookup_key} (${cost})`, run: create }];
  return [
    { what: `replace the price ${wanted.lookup_key} (${cost})`, run: create },
    ...(before.active ? [archive(stripe, before)] : []),
  ];
}

/** Prices of ours that can still be bought although nothing leads to them: a run that was cut short, or a plan that is gone. */
async function leftovers(
  stripe: Stripe,
  prices: readonly StripePriceData[],
  kept: ReadonlySet<string>,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const product of new Set(prices.map((price) => price.product))) {
    try {
      for await (const price of stripe.prices.list({ product, active: true, limit: 100 })) {
        if (price.metadata.catalogue && !kept.has(price.id)) steps.push(archive(stripe, price));
      }
    } catch (error) {
      // Only before the very first run: the product is not there yet.
      if ((error as { code?: string }).code !== 'resource_missing') throw error;
    }
  }
  return steps;
}

function archive(stripe: Stripe, { id, metadata, lookup_key }: Stripe.Price): Step {
  return {
    what: `archive the former price ${id} (${metadata.catalogue ?? lookup_key ?? 'no key'})`,
    run: () => stripe.prices.update(id, { active: false }),
  };
}

function costsOtherwise(price: Stripe.Price, wanted: StripePriceData): boolean {
  const product = typeof price.product === 'string' ? price.product : price.product.id;
  return (
    product !== wanted.product ||
    price.currency !== wanted.currency ||
    price.unit_amount !== wanted.unit_amount ||
    Object.entries(price.currency_options ?? {}).some(([currency, option]) => {
      const amount = wanted.currency_options[currency]?.unit_amount;
      return currency !== wanted.currency && option.unit_amount !== amount;
    }) ||
    price.billing_scheme !== 'per_unit' ||
    price.recurring?.interval !== wanted.recurring.interval ||
    price.recurring.interval_count !== 1 ||
    price.recurring.usage_type !== 'licensed'
  );
}

/** e.g. `1200 usd, 1100 eur` */
function costsOf({ unit_amount, currency, currency_options }: StripePriceData): string {
  const options = Object.entries(currency_options).map(([other, option]) => `${option.unit_amount} ${other}`);
  return [`${unit_amount} ${currency}`, ...options].join(', ');
}

function missingCurrencies(price: Stripe.Price, wanted: StripePriceData): string[] {
  return Object.keys(wanted.currency_options).filter((currency) => !price.currency_options?.[currency]);
}

function differences(price: Stripe.Price, wanted: StripePriceData): string[] {
  return [
    ...missingCurrencies(price, wanted).map((currency) => `${currency} is missing`),
    ...(price.active ? [] : ['it is archived']),
    ...(price.nickname === wanted.nickname ? [] : ['nickname']),
    ...(price.metadata.catalogue === wanted.metadata.catalogue ? [] : ['metadata']),
  ];
}
