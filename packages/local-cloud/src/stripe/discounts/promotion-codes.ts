import { findCustomer } from '../customers/find-customer.ts';
import type { Params } from '../http/params.ts';
import { invalidRequest, noSuch } from '../stripe-error.ts';
import type { PromotionCode } from '../stripe-state.ts';
import { change, emit, type World } from '../world.ts';
import { findCoupon } from './coupons.ts';

/** `POST /v1/promotion_codes`: a code that people type to redeem a coupon. */
export function createPromotionCode(world: World, params: Params): PromotionCode {
  const promotion = params.object('promotion');
  promotion?.choice('type', ['coupon']);
  const coupon = findCoupon(world, promotion?.required('coupon') ?? '', 'promotion[coupon]');
  const code = params.string('code') || world.newId('code').slice('code_'.length).slice(0, 8).toUpperCase();
  const customer = params.string('customer') || null;
  if (customer) findCustomer(world, customer, 'customer');
  const expiresAt = params.integer('expires_at') ?? null;
  const maxRedemptions = params.integer('max_redemptions') ?? null;
  const active = params.boolean('active') ?? true;
  const restrictions = params.object('restrictions');
  const firstTime = restrictions?.boolean('first_time_transaction') ?? false;
  const minimum = restrictions?.integer('minimum_amount') ?? null;
  const minimumCurrency = restrictions?.string('minimum_amount_currency')?.toLowerCase() ?? null;
  const metadata = params.metadata();
  params.finish();
  if (!/^[A-Za-z0-9-]{1,500}$/.test(code)) {
    throw invalidRequest('Promotion codes may only contain letters, digits and dashes.', 'code');
  }
  if (expiresAt !== null && expiresAt <= world.now())
    throw invalidRequest('This value must be in the future.', 'expires_at');
  if (active && activeCode(world, code, customer)) {
    const message = `An active promotion code with \`code: ${code}\` already exists.`;
    throw invalidRequest(message, 'code', 'resource_already_exists');
  }
  const promotionCode = {
    id: world.newId('promo'),
    object: 'promotion_code',
    active,
    code,
    created: world.now(),
    customer,
    customer_account: null,
    expires_at: expiresAt,
    livemode: false,
    max_redemptions: maxRedemptions,
    metadata,
    promotion: { coupon: coupon.id, type: 'coupon' },
    restrictions: {
      first_time_transaction: firstTime,
      minimum_amount: minimum,
      minimum_amount_currency: minimumCurrency,
    },
    times_redeemed: 0,
  } satisfies PromotionCode;
  world.state.promotionCodes[promotionCode.id] = promotionCode;
  emit(world, 'promotion_code.created', promotionCode);
  return promotionCode;
}

export function updatePromotionCode(world: World, id: string, params: Params): PromotionCode {
  const code = findPromotionCode(world, id);
  const active = params.boolean('active');
  const metadata = params.metadata(code.metadata ?? {});
  params.finish();
  return change(world, code, 'promotion_code.updated', (changed) => {
    if (active !== undefined) changed.active = active;
    changed.metadata = metadata;
  });
}

export function findPromotionCode(world: World, id: string, param = 'id'): PromotionCode {
  const code = world.state.promotionCodes[id];
  if (!code) throw noSuch('promotion code', id, param);
  return code;
}

/** The code as a person types it, in any case. */
export function activeCode(world: World, code: string, customer: string | null): PromotionCode | undefined {
  const wanted = code.trim().toLowerCase();
  return Object.values(world.state.promotionCodes).find(
    (known) =>
      known.active &&
      known.code.toLowerCase() === wanted &&
      (known.customer === null || known.customer === customer),
  );
}
