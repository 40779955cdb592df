import type { Stripe } from './stripe.ts';

/** A discount in force, as it is projected; none when all are null. */
export interface Discount {
  /** For people: the code they entered, or what the coupon is called. */
  discountName: string | null;
  discountPercentOff: number | null;
  /** Cents off each invoice. */
  discountAmountOff: number | null;
  /** Null while it has no end, or ends with the first invoice it is taken off. */
  discountEndsAt: Date | null;
}

const none: Discount = {
  discountName: null,
  discountPercentOff: null,
  discountAmountOff: null,
  discountEndsAt: null,
};

/** The first of the subscription's discounts, which must have been expanded with their coupons; Checkout takes one. */
export function discountOf(subscription: Stripe.Subscription): Discount {
  for (const discount of subscription.discounts ?? []) {
    if (typeof discount === 'string') continue;
    const { coupon } = discount.source;
    if (!coupon || typeof coupon === 'string') continue;
    const code = discount.promotion_code;
    return {
      discountName: code && typeof code !== 'string' ? code.code : (coupon.name ?? coupon.id),
      discountPercentOff: coupon.percent_off,
      discountAmountOff: coupon.amount_off,
      discountEndsAt: discount.end === null ? null : new Date(discount.end * 1000),
    };
  }
  return none;
}

/** What is left of an amount that is invoiced at a moment. Cents, never below zero, rounded as Stripe does. */
export function discounted(amount: number, discount: Discount, at: Date): number {
  const { discountPercentOff, discountAmountOff, discountEndsAt } = discount;
  if (discountEndsAt && discountEndsAt <= at) return amount;
  if (discountPercentOff !== null) return amount - Math.round((amount * discountPercentOff) / 100);
  return Math.max(0, amount - (discountAmountOff ?? 0));
}
