import { AppError } from '../errors/app-error.ts';
import { Stripe, stripe } from './stripe.ts';

export interface FoundPromotionCode {
  id: string;
  /** As it is spelled at Stripe; people type it in any case. */
  code: string;
  percentOff: number | null;
  /** Cents. */
  amountOff: number | null;
  duration: 'once' | 'repeating' | 'forever';
  /** For `repeating`. */
  months: number | null;
  restrictions: Stripe.PromotionCode.Restrictions;
}

/** Throws BAD_REQUEST, at the field `code`, for one that is unknown, has run out, or is somebody else's. */
export async function findPromotionCode(code: string, stripeCustomerId: string): Promise<FoundPromotionCode> {
  const { data } = await stripe().promotionCodes.list({
    code,
    active: true,
    limit: 10,
    expand: ['data.promotion.coupon'],
  });
  const found = data.find(({ customer }) => customer === null || idOf(customer) === stripeCustomerId);
  const coupon = found?.promotion.coupon;
  if (!found || !coupon || typeof coupon === 'string' || !coupon.valid) {
    throw refused('There is no such code, or it has run out. Check the spelling.');
  }
  return {
    id: found.id,
    code: found.code,
    percentOff: coupon.percent_off,
    amountOff: coupon.amount_off,
    duration: coupon.duration as FoundPromotionCode['duration'],
    months: coupon.duration_in_months,
    restrictions: found.restrictions,
  };
}

/** Runs what redeems or tries a code; what Stripe has against it becomes an error at the field. */
export async function redeeming<Result>(
  { restrictions }: FoundPromotionCode,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    if (!/promotion_code|coupon|discount/.test(`${error.code} ${error.param}`)) throw error;
    throw refused(
      restrictions.first_time_transaction
        ? 'This code is for a first purchase, and this workspace has paid before.'
        : restrictions.minimum_amount
          ? 'This code needs a larger invoice than yours.'
          : 'This code cannot be used for this subscription.',
      error,
    );
  }
}

export function refused(message: string, cause?: unknown): AppError {
  return new AppError('BAD_REQUEST', message, { fields: { code: message }, cause });
}

function idOf(customer: string | { id: string }): string {
  return typeof customer === 'string' ? customer : customer.id;
}
