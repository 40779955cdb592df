import { Params } from '../http/params.ts';
import type { World } from '../world.ts';
import { createCoupon } from './coupons.ts';
import { createPromotionCode } from './promotion-codes.ts';

/** A code that takes a share off each invoice of some months, for whoever enters it. */
export interface PromotionSeed {
  code: string;
  percentOff: number;
  months: number;
}

export function seedPromotionCode(world: World, { code, percentOff, months }: PromotionSeed): void {
  const coupon = createCoupon(
    world,
    new Params({
      id: `local_${code.toLowerCase()}`,
      name: code,
      percent_off: String(percentOff),
      duration: 'repeating',
      duration_in_months: String(months),
    }),
  );
  createPromotionCode(world, new Params({ code, promotion: { type: 'coupon', coupon: coupon.id } }));
}
