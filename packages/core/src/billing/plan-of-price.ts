import { type Interval, intervals, type PaidPlan, priceByLookupKey } from './catalogue.ts';
import { planOfProduct } from './catalogue-as-stripe.ts';
import { type Stripe, stripe } from './stripe.ts';

export interface PlanAndInterval {
  plan: PaidPlan;
  interval: Interval;
}

/** What a Stripe price sells. One that was replaced has lost its lookup key; its product still says the plan. */
export function planOfPrice(price: Stripe.Price): PlanAndInterval | undefined {
  const known = priceByLookupKey(price.lookup_key);
  if (known) return { plan: known.plan, interval: known.interval };
  const plan = planOfProduct(typeof price.product === 'string' ? price.product : price.product.id);
  const interval = intervals.find((candidate) => candidate === price.recurring?.interval);
  return plan && interval ? { plan, interval } : undefined;
}

/** A price's product and interval never change, so that each is asked for once. */
const known = new Map<string, PlanAndInterval | undefined>();

/** The same for a price of which only the id is known; a schedule names its prices so. */
export async function planOfPriceId(id: string): Promise<PlanAndInterval | undefined> {
  if (!known.has(id)) known.set(id, planOfPrice(await stripe().prices.retrieve(id)));
  return known.get(id);
}
