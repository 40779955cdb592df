import {
  currencies,
  defaultCurrency,
  type PaidPlan,
  planDescriptions,
  plans,
  prices,
  reportedMeters,
} from './catalogue.ts';

export interface StripeProductData {
  /** Chosen by us, so that creating it twice is the same product. */
  id: string;
  name: string;
  description: string;
  unit_label: 'seat';
  metadata: { plan: PaidPlan };
}

export interface StripePriceData {
  product: string;
  lookup_key: string;
  currency: string;
  unit_amount: number;
  /** The same price in the other currencies. */
  currency_options: Record<string, { unit_amount: number }>;
  recurring: { interval: 'month' | 'year' };
  nickname: string;
  /** Tells a price of ours, also when another one took its lookup key, from one that somebody made by hand. */
  metadata: { catalogue: string };
}

export interface StripeMeterData {
  event_name: string;
  display_name: string;
}

export interface StripeCatalogue {
  products: StripeProductData[];
  prices: StripePriceData[];
  meters: StripeMeterData[];
}

const paidPlans = plans.filter((plan) => plan !== 'free');

/** The catalogue in the shape Stripe's API takes: pure data, for seeding the local Stripe and for keeping a real one in step. */
export function catalogueAsStripe(): StripeCatalogue {
  return {
    products: paidPlans.map((plan) => ({
      id: productId(plan),
      name: planDescriptions[plan].name,
      description: planDescriptions[plan].summary,
      unit_label: 'seat',
      metadata: { plan },
    })),
    prices: prices.map((price) => ({
      product: productId(price.plan),
      lookup_key: price.lookupKey,
      currency: defaultCurrency,
      unit_amount: price.amounts[defaultCurrency],
      currency_options: Object.fromEntries(
        currencies
          .filter((currency) => currency !== defaultCurrency)
          .map((currency) => [currency, { unit_amount: price.amounts[currency] }]),
      ),
      recurring: { interval: price.interval },
      nickname: `${planDescriptions[price.plan].name}, per ${price.interval}`,
      metadata: { catalogue: price.lookupKey },
    })),
    meters: reportedMeters.map(({ eventName, displayName }) => ({
      event_name: eventName,
      display_name: displayName,
    })),
  };
}

/** The plan that a Stripe product stands for, also when its prices have been replaced. */
export function planOfProduct(id: string): PaidPlan | undefined {
  return paidPlans.find((plan) => productId(plan) === id);
}

function productId(plan: PaidPlan): string {
  return `archipelago_${plan}`;
}
