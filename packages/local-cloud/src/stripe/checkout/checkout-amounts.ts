import { amountIn } from '../catalogue/currency-options.ts';
import { findPrice } from '../catalogue/prices.ts';
import { findCoupon } from '../discounts/coupons.ts';
import { type RequestedDiscount, redeemableCode, requireCouponCurrency } from '../discounts/discounts.ts';
import { activeCode } from '../discounts/promotion-codes.ts';
import { reducedAmount } from '../discounts/reduce-lines.ts';
import { invalidRequest } from '../stripe-error.ts';
import type { CheckoutRequest, CheckoutSession } from '../stripe-state.ts';
import type { World } from '../world.ts';

export interface CheckoutAmounts {
  /** Cents of one whole period, before and after discounts. */
  period: number;
  discounted: number;
  /** Cents due now: nothing while a trial runs. */
  subtotal: number;
  total: number;
}

export function checkoutAmounts(world: World, request: CheckoutRequest): CheckoutAmounts {
  const isTrial = request.trialDays > 0 || request.trialEnd !== null;
  const offers = discountsOf(world, request).map(({ coupon }) => ({ discount: '', coupon }));
  let [period, discounted] = [0, 0];
  for (const line of request.lines) {
    const price = findPrice(world, line.price);
    const amount = amountIn(world, price, request.currency) * line.quantity;
    period += amount;
    discounted += reducedAmount(amount, price.product, offers);
  }
  return { period, discounted, subtotal: isTrial ? 0 : period, total: isTrial ? 0 : discounted };
}

/** What was redeemed for this session, checked again: a code can run out while the page is open. */
export function discountsOf(world: World, request: CheckoutRequest): RequestedDiscount[] {
  return request.discounts.map(({ coupon, promotionCode }) => ({
    coupon: findCoupon(world, coupon),
    promotionCode: world.state.promotionCodes[promotionCode ?? ''] ?? null,
    kept: null,
  }));
}

/** Redeems a code that the person typed; an empty one takes the discount back. Throws Stripe's error for a wrong one. */
export function applyPromotionCode(world: World, session: CheckoutSession, typed: string): void {
  const request = world.state.checkoutRequests[session.id];
  if (!request || !session.allow_promotion_codes) throw invalidRequest('No code can be redeemed here.');
  request.discounts = typed.trim() === '' ? [] : [redeemed(world, session, request, typed)];
  const { subtotal, total } = checkoutAmounts(world, request);
  session.discounts = request.discounts.map(({ coupon, promotionCode }) => ({
    coupon: promotionCode ? null : coupon,
    promotion_code: promotionCode,
  }));
  session.amount_total = total;
  session.total_details = { amount_discount: subtotal - total, amount_shipping: 0, amount_tax: 0 };
}

function redeemed(
  world: World,
  session: CheckoutSession,
  request: CheckoutRequest,
  typed: string,
): { coupon: string; promotionCode: string } {
  const code = activeCode(world, typed, session.customer);
  if (!code) throw invalidRequest('This code is invalid.', 'promotion_code', 'promotion_code_invalid');
  const { coupon } = redeemableCode(world, code, session.customer);
  requireCouponCurrency(coupon, request.currency);
  const minimum = code.restrictions.minimum_amount;
  if (minimum !== null && checkoutAmounts(world, request).period < minimum)
    throw invalidRequest('This code needs a larger order.', 'promotion_code', 'promotion_code_invalid');
  return { coupon: coupon.id, promotionCode: code.id };
}
