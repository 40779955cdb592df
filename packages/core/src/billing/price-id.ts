import { AppError } from '../errors/app-error.ts';
import { type Currency, type Interval, type PaidPlan, priceOf } from './catalogue.ts';
import { type Stripe, stripe } from './stripe.ts';

/** Stripe's id of a catalogue price. */
export async function priceId(plan: PaidPlan, interval: Interval): Promise<string> {
  return (await findPrice(plan, interval)).id;
}

/** A catalogue price as Stripe has it, which is what it charges. */
export async function findPrice(plan: PaidPlan, interval: Interval): Promise<Stripe.Price> {
  const { lookupKey } = priceOf(plan, interval);
  const { data } = await stripe().prices.list({
    lookup_keys: [lookupKey],
    active: true,
    limit: 1,
    expand: ['data.currency_options'],
  });
  const [price] = data;
  if (price) return price;
  throw new AppError(
    'SERVICE_UNAVAILABLE',
    'This plan cannot be bought right now: our payment provider does not know its price yet. We have been told; try again later.',
    { cause: new Error(`Stripe has no active price with the lookup key ${lookupKey}.`) },
  );
}

/** Cents of one seat. Throws for a currency that Stripe does not sell the price in yet. */
export function unitAmountIn(price: Stripe.Price, currency: Currency): number {
  const amount =
    price.currency === currency ? price.unit_amount : price.currency_options?.[currency]?.unit_amount;
  if (typeof amount === 'number') return amount;
  throw new Error(
    `Stripe does not have ${price.lookup_key ?? price.id} in ${currency.toUpperCase()}. Run npm run billing:sync.`,
  );
}
