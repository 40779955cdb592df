import { amountOf, currencies } from '@archipelago/core/billing/catalogue';
import { planComparison } from '@archipelago/core/billing/plan-comparison';
import { describe, expect, test } from 'vitest';
import { seatCost } from './seat-cost.ts';

const plans = currencies.flatMap((currency) =>
  planComparison(null, currency).map(({ plan, perMonth, perYear, entitlements }) => ({
    plan,
    currency,
    price: { perMonth, perYear, seats: entitlements.seats },
  })),
);

describe('the cost of a team', () => {
  test.each(plans)(
    "on $plan in $currency is the catalogue's price of a seat, times its people",
    ({ plan, currency, price }) => {
      for (const people of [1, 2, 3, price.seats]) {
        const cost = seatCost(price, people);
        if (plan === 'free') {
          expect(cost).toEqual({ monthly: 0, yearly: 0, saved: 0 });
          continue;
        }
        const [month, year] = [amountOf(plan, 'month', currency), amountOf(plan, 'year', currency)];
        expect(cost).toEqual({
          monthly: 12 * people * month,
          yearly: people * year,
          saved: people * (12 * month - year),
        });
      }
    },
  );

  test.each(plans)('on $plan in $currency ends at its last seat', ({ price }) => {
    expect(seatCost(price, price.seats)).not.toBeNull();
    expect(seatCost(price, price.seats + 1)).toBeNull();
  });

  test('is never more by the year than by the month', () => {
    for (const { price } of plans) expect(seatCost(price, 1)?.saved).toBeGreaterThanOrEqual(0);
  });
});
