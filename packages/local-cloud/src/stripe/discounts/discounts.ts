import { afterIntervals } from '../catalogue/billing-period.ts';
import type { Params } from '../http/params.ts';
import { invalidRequest, missingParameter, noSuch } from '../stripe-error.ts';
import type { Coupon, Discount, PromotionCode, Subscription } from '../stripe-state.ts';
import { change, emit, type World } from '../world.ts';
import { couponOf, findCoupon } from './coupons.ts';
import { findPromotionCode } from './promotion-codes.ts';
import type { Offer } from './reduce-lines.ts';

/** What was asked for, checked to be redeemable by this customer now. `kept`: a discount that is in force already. */
export interface RequestedDiscount {
  coupon: Coupon;
  promotionCode: PromotionCode | null;
  kept: Discount | null;
}

/** Reads `discounts`; undefined when not sent, an empty list when it is to be cleared. */
export function readDiscounts(
  world: World,
  params: Params,
  customer: string | null,
): RequestedDiscount[] | undefined {
  return params.objects('discounts')?.map((sent, index) => {
    const param = `discounts[${index}]`;
    const discount = sent.string('discount');
    const promotionCode = sent.string('promotion_code');
    const coupon = sent.string('coupon');
    if (discount) {
      const kept = world.state.discounts[discount];
      if (!kept) throw noSuch('discount', discount, `${param}[discount]`);
      return { coupon: couponOf(world, kept), promotionCode: null, kept };
    }
    if (promotionCode) {
      const code = findPromotionCode(world, promotionCode, `${param}[promotion_code]`);
      return redeemableCode(world, code, customer);
    }
    if (!coupon) throw missingParameter(param);
    return {
      coupon: redeemable(findCoupon(world, coupon, `${param}[coupon]`)),
      promotionCode: null,
      kept: null,
    };
  });
}

/** Throws Stripe's error for a code that this customer cannot redeem now. */
export function redeemableCode(
  world: World,
  code: PromotionCode,
  customer: string | null,
): RequestedDiscount {
  const refuse = (why: string) => invalidRequest(why, 'promotion_code', 'promotion_code_invalid');
  if (!code.active) throw refuse('This promotion code is inactive.');
  if (code.customer !== null && code.customer !== customer)
    throw refuse('This promotion code cannot be redeemed by this customer.');
  if (code.restrictions.first_time_transaction && hasPaid(world, customer)) {
    throw refuse(
      'This promotion code cannot be redeemed because the associated customer has prior transactions.',
    );
  }
  const coupon = redeemable(findCoupon(world, code.promotion.coupon ?? ''));
  return { coupon, promotionCode: code, kept: null };
}

/** The discount itself, known to nobody: to be attached, or for a preview. */
export function newDiscount(
  world: World,
  { coupon, promotionCode }: RequestedDiscount,
  of: { customer: string | null; subscription: string | null; checkoutSession?: string | null },
): Discount {
  const month = {
    interval: 'month',
    interval_count: 1,
    meter: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
  const months = coupon.duration_in_months;
  return {
    id: world.newId('di'),
    object: 'discount',
    checkout_session: of.checkoutSession ?? null,
    customer: of.customer,
    customer_account: null,
    end: months === null ? null : afterIntervals(world.now(), month, months),
    invoice: null,
    invoice_item: null,
    promotion_code: promotionCode?.id ?? null,
    source: { coupon: coupon.id, type: 'coupon' },
    start: world.now(),
    subscription: of.subscription,
    subscription_item: null,
  } satisfies Discount;
}

/** Puts exactly these on a subscription, counts what is redeemed, and records the events of the discounts themselves. */
export function attachDiscounts(
  world: World,
  subscription: Subscription,
  requested: readonly RequestedDiscount[],
  checkoutSession: string | null = null,
): void {
  const kept = requested.flatMap(({ kept }) => kept?.id ?? []);
  for (const id of subscription.discounts) if (!kept.includes(id)) forgetDiscount(world, id);
  const { customer, id } = subscription;
  subscription.discounts = requested.map((request) => {
    if (request.kept) return request.kept.id;
    const discount = newDiscount(world, request, { customer, subscription: id, checkoutSession });
    world.state.discounts[discount.id] = discount;
    redeem(world, request);
    emit(world, 'customer.discount.created', discount);
    return discount.id;
  });
}

/**
 * The world as it would be with these discounts on the subscription: for a preview, or to price a change before it is
 * made. Nothing of the real one is touched.
 */
export function withDiscounts(
  world: World,
  subscription: Subscription,
  requested: readonly RequestedDiscount[] | undefined,
): { world: World; subscription: Subscription } {
  if (!requested) return { world, subscription };
  for (const { coupon } of requested) requireCouponCurrency(coupon, subscription.currency);
  const { customer, id } = subscription;
  const discounts = requested.map(
    (request) => request.kept ?? newDiscount(world, request, { customer, subscription: id }),
  );
  const known = { ...world.state.discounts };
  for (const discount of discounts) known[discount.id] = discount;
  return {
    world: { ...world, state: { ...world.state, discounts: known } },
    subscription: { ...subscription, discounts: discounts.map((discount) => discount.id) },
  };
}

/** Takes one off its subscription, because it has run out or was taken back. */
export function endDiscount(world: World, discount: Discount): void {
  const subscription = world.state.subscriptions[discount.subscription ?? ''];
  if (subscription) {
    change(world, subscription, 'customer.subscription.updated', (changed) => {
      changed.discounts = changed.discounts.filter((id) => id !== discount.id);
    });
  }
  forgetDiscount(world, discount.id);
}

/** The subscription's discounts that are in force at a moment. One that ends then no longer is. */
export function offersOf(world: World, subscription: Subscription, at = world.now()): Offer[] {
  return subscription.discounts.flatMap((id) => {
    const discount = world.state.discounts[id];
    if (!discount || (discount.end !== null && discount.end <= at)) return [];
    return offerOf(world, discount);
  });
}

export function offerOf(world: World, discount: Discount): Offer {
  return { discount: discount.id, coupon: couponOf(world, discount) };
}

function forgetDiscount(world: World, id: string): void {
  const discount = world.state.discounts[id];
  if (!discount || world.state.endedDiscounts[id]) return;
  world.state.endedDiscounts[id] = true;
  emit(world, 'customer.discount.deleted', discount);
}

function redeem(world: World, { coupon, promotionCode }: RequestedDiscount): void {
  change(world, coupon, 'coupon.updated', (used) => {
    used.times_redeemed += 1;
    if (used.max_redemptions !== null && used.times_redeemed >= used.max_redemptions) used.valid = false;
  });
  if (!promotionCode) return;
  change(world, promotionCode, 'promotion_code.updated', (used) => {
    used.times_redeemed += 1;
    const isUsedUp = used.max_redemptions !== null && used.times_redeemed >= used.max_redemptions;
    if (isUsedUp || !coupon.valid) used.active = false;
  });
}

function redeemable(coupon: Coupon): Coupon {
  if (!coupon.valid) throw invalidRequest(`Coupon expired: ${coupon.id}`, 'coupon', 'coupon_expired');
  return coupon;
}

/** An amount is taken off what is paid in its own currency alone. */
export function requireCouponCurrency({ amount_off, currency }: Coupon, paidIn: string): void {
  if (amount_off === null || currency === paidIn) return;
  const message = `You cannot combine currencies: this coupon takes off an amount of ${currency}, and this is billed in ${paidIn}.`;
  throw invalidRequest(message, 'coupon');
}

function hasPaid(world: World, customer: string | null): boolean {
  return Object.values(world.state.invoices).some(
    (invoice) => invoice.customer === customer && invoice.status === 'paid' && invoice.amount_paid > 0,
  );
}
