import type { Params } from '../http/params.ts';
import { invalidRequest, noSuch } from '../stripe-error.ts';
import type { Coupon, Discount } from '../stripe-state.ts';
import { change, emit, type World } from '../world.ts';

/** `POST /v1/coupons`. */
export function createCoupon(world: World, params: Params): Coupon {
  const id = params.string('id');
  const percentOff = readPercent(params.string('percent_off'));
  const amountOff = params.integer('amount_off') ?? null;
  const currency = params.string('currency')?.toLowerCase() ?? null;
  const duration = params.choice('duration', ['once', 'repeating', 'forever']) ?? 'once';
  const months = params.integer('duration_in_months') ?? null;
  const products = params.object('applies_to')?.strings('products');
  const maxRedemptions = params.integer('max_redemptions') ?? null;
  const redeemBy = params.integer('redeem_by') ?? null;
  const name = params.string('name') || null;
  const metadata = params.metadata();
  params.finish();
  if ((percentOff === null) === (amountOff === null)) {
    throw invalidRequest(
      'Must provide either percent_off or amount_off, and only one of them.',
      'percent_off',
    );
  }
  if (amountOff !== null && amountOff < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', 'amount_off');
  if (amountOff !== null && !currency)
    throw invalidRequest('You must pass currency when passing amount_off.', 'currency');
  if ((duration === 'repeating') !== (months !== null)) {
    const message = 'duration_in_months is required when duration is repeating, and allowed only then.';
    throw invalidRequest(message, 'duration_in_months');
  }
  if (redeemBy !== null && redeemBy <= world.now())
    throw invalidRequest('This value must be in the future.', 'redeem_by');
  if (id && world.state.coupons[id])
    throw invalidRequest(`Coupon already exists.`, 'id', 'resource_already_exists');
  const coupon = {
    id: id || world.newId('coupon').slice('coupon_'.length, 'coupon_'.length + 8),
    object: 'coupon',
    amount_off: amountOff,
    ...(products && { applies_to: { products } }),
    created: world.now(),
    currency: amountOff === null ? null : currency,
    duration,
    duration_in_months: months,
    livemode: false,
    max_redemptions: maxRedemptions,
    metadata,
    name,
    percent_off: percentOff,
    redeem_by: redeemBy,
    times_redeemed: 0,
    valid: true,
  } satisfies Coupon;
  world.state.coupons[coupon.id] = coupon;
  emit(world, 'coupon.created', coupon);
  return coupon;
}

/** What a coupon takes off never changes at Stripe: only its name and metadata. */
export function updateCoupon(world: World, id: string, params: Params): Coupon {
  const coupon = findCoupon(world, id);
  const name = params.string('name');
  const metadata = params.metadata(coupon.metadata ?? {});
  params.finish();
  return change(world, coupon, 'coupon.updated', (changed) => {
    if (name !== undefined) changed.name = name || null;
    changed.metadata = metadata;
  });
}

/** Nobody can redeem it any more; who has it keeps it. Its codes go with it. */
export function deleteCoupon(world: World, id: string, params: Params): object {
  params.finish();
  const coupon = findCoupon(world, id);
  world.state.deletedCoupons[id] = true;
  for (const code of Object.values(world.state.promotionCodes)) {
    if (code.promotion.coupon === id) code.active = false;
  }
  emit(world, 'coupon.deleted', coupon);
  return { id, object: 'coupon', deleted: true };
}

export function findCoupon(world: World, id: string, param = 'id'): Coupon {
  const coupon = world.state.coupons[id];
  if (!coupon || world.state.deletedCoupons[id]) throw noSuch('coupon', id, param);
  return coupon;
}

/** The coupon of a discount, which outlives its deletion. */
export function couponOf(world: World, discount: Discount): Coupon {
  const coupon = world.state.coupons[discount.source.coupon ?? ''];
  if (!coupon) throw new Error(`The discount ${discount.id} has no coupon.`);
  return coupon;
}

function readPercent(sent: string | undefined): number | null {
  if (sent === undefined) return null;
  const percent = Number(sent);
  if (sent === '' || !(percent > 0 && percent <= 100)) {
    throw invalidRequest('Invalid percent_off: must be greater than 0 and at most 100.', 'percent_off');
  }
  return percent;
}
