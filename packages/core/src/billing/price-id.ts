import { AppError } from '../errors/app-error.ts';
import { type Interval, type PaidPlan, priceOf } from './catalogue.ts';
import { type Stripe, stripe } from './stripe.ts';

/** Stripe's id of a catalogue price. */
export async function priceId(plan: PaidPlan, interval: Interval): Promise<string> {
  return (await findPrice(plan, interval)).id;
}

/** A catalogue price as Stripe has it, which is what it charges. */
export async function findPrice(plan: PaidPlan, interval: Interval): Promise<Stripe.Price> {
  const { lookupKey } = priceOf(plan, interval);
  const { data } = await stripe().prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 });
  const [price] = data;
  if (price) return price;
  throw new AppError(
    'SERVICE_UNAVAILABLE',
    'This plan cannot be bought right now: our payment provider does not know its price yet. We have been told; try again later.',
    { cause: new Error(`Stripe has no active price with the lookup key ${lookupKey}.`) },
  );
}
