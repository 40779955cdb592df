import { z } from 'zod';
import { command } from '../registry/command.ts';
import {
  type CurrentSubscription,
  changingSubscription,
  customerToChange,
  requirePlanCanChange,
} from './current-subscription.ts';
import type { Lease } from './customer-lease.ts';
import { setScheduledSeats } from './plan-schedule.ts';
import { type FoundPromotionCode, findPromotionCode, redeeming } from './promotion-code.ts';
import { promotionCodeInput } from './promotion-code-input.ts';
import { scheduleOf } from './read-planned-change.ts';
import { stripe } from './stripe.ts';

/**
 * Puts a promotion code on the running subscription, in place of the discount that it has. It counts from the next
 * invoice on. Entering it twice, or two people at once, redeems it once.
 */
export const applyPromotionCode = command({
  name: 'apply-promotion-code',
  permission: 'billing:manage',
  audit: 'billing.promotion_code_applied',
  input: z.strictObject({ code: promotionCodeInput }),
  prepare: (ctx, { code }) =>
    changingSubscription(ctx.workspace.id, async (current, lease) => {
      requirePlanCanChange(current.state);
      const promotion = await findPromotionCode(code, await customerToChange(ctx.workspace.id));
      return {
        promotion,
        before: current.state.discountName,
        isChanged: await redeem(current, promotion, lease),
      };
    }),
  async run(ctx, _input, { promotion: { code }, before, isChanged }) {
    if (!isChanged) ctx.unchanged();
    else {
      await ctx.audit({
        targetKind: 'subscription',
        targetId: null,
        targetName: code,
        changes: { discount: { from: before, to: code } },
      });
    }
    return { code };
  },
});

/** False when it is in force already. */
async function redeem(
  current: CurrentSubscription,
  promotion: FoundPromotionCode,
  lease: Lease,
): Promise<boolean> {
  const { subscription, item, state } = current;
  const isChanged = state.discountName !== promotion.code;
  const changed = isChanged
    ? await redeeming(promotion, () =>
        stripe().subscriptions.update(
          subscription.id,
          { discounts: [{ promotion_code: promotion.id }] },
          // Of this attempt: whoever holds the customer next sees whether it was made.
          { idempotencyKey: `promotion:${subscription.id}:${lease.fence}` },
        ),
      )
    : subscription;
  // What is planned names its discounts itself. An attempt that broke off between the two is finished here.
  const schedule = scheduleOf(subscription);
  if (schedule) {
    await setScheduledSeats(
      { subscription: { ...subscription, discounts: changed.discounts }, item },
      schedule,
      state.seats,
    );
  }
  return isChanged;
}
