import { describe, expect, test } from 'vitest';
import {
  amountOf,
  currencies,
  entitlements,
  intervals,
  type Limit,
  plans,
  priceOf,
  prices,
} from './catalogue.ts';
import { catalogueAsStripe, planOfProduct } from './catalogue-as-stripe.ts';

describe('the catalogue', () => {
  test('every paid plan has a price for every interval, under the lookup key <plan>_<interval>ly', () => {
    for (const plan of plans.filter((candidate) => candidate !== 'free')) {
      for (const interval of intervals) {
        expect(priceOf(plan, interval).lookupKey).toBe(`${plan}_${interval}ly`);
      }
    }
    expect(new Set(prices.map((price) => price.lookupKey)).size).toBe(prices.length);
  });

  test('a year costs less than twelve months, in every currency', () => {
    for (const { plan } of prices) {
      for (const currency of currencies) {
        expect(amountOf(plan, 'year', currency)).toBeLessThan(12 * amountOf(plan, 'month', currency));
      }
    }
  });

  test('a larger plan never grants less', () => {
    for (const [smaller, larger] of [
      ['free', 'pro'],
      ['pro', 'business'],
    ] as const) {
      for (const limit of Object.keys(entitlements.free) as Limit[]) {
        expect(Number(entitlements[larger][limit])).toBeGreaterThanOrEqual(
          Number(entitlements[smaller][limit]),
        );
      }
    }
  });

  test('Stripe gets a product for every paid plan, from which the plan can be told again', () => {
    const { products, prices: stripePrices } = catalogueAsStripe();
    expect(products.map((product) => planOfProduct(product.id))).toEqual(['pro', 'business']);
    expect(stripePrices.map((price) => price.lookup_key)).toEqual([
      'pro_monthly',
      'pro_yearly',
      'business_monthly',
      'business_yearly',
    ]);
    for (const price of stripePrices) {
      expect(products.some((product) => product.id === price.product)).toBe(true);
      expect([price.currency, ...Object.keys(price.currency_options)]).toEqual(currencies);
    }
  });
});
