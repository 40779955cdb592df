import { z } from 'zod';
import { query } from '../registry/query.ts';
import { askingStripe } from './asking-stripe.ts';
import type { Currency } from './catalogue.ts';
import { currentSubscription, customerToChange, requirePlanCanChange } from './current-subscription.ts';
import { type FoundPromotionCode, findPromotionCode, redeeming, refused } from './promotion-code.ts';
import { promotionCodeInput } from './promotion-code-input.ts';
import { stripe } from './stripe.ts';

export interface PromotionPreview {
  code: string;
  offer: Pick<FoundPromotionCode, 'percentOff' | 'amountOff' | 'duration' | 'months'>;
  currency: Currency;
  /** The next invoice, without and with the code. Cents. */
  nextInvoice: { at: Date; before: number; after: number };
  /** The discount that it takes the place of. */
  replaces: string | null;
}

/** What a promotion code takes off the next invoice, worked out by Stripe to the cent. Changes nothing. */
export const previewPromotionCode = query({
  name: 'preview-promotion-code',
  permission: 'billing:manage',
  input: z.strictObject({ code: promotionCodeInput }),
  run: async ({ workspace }) => workspace.id,
  complete: (workspaceId, { code }) => askingStripe(() => preview(workspaceId, code)),
});

async function preview(workspaceId: string, code: string): Promise<PromotionPreview> {
  const customer = await customerToChange(workspaceId);
  const { state, subscription } = await currentSubscription(customer);
  requirePlanCanChange(state);
  const promotion = await findPromotionCode(code, customer);
  if (promotion.code === state.discountName) throw refused('This code is in force already.');
  const [before, after] = await Promise.all([
    stripe().invoices.createPreview({ subscription: subscription.id }),
    redeeming(promotion, () =>
      stripe().invoices.createPreview({
        subscription: subscription.id,
        discounts: [{ promotion_code: promotion.id }],
      }),
    ),
  ]);
  if (after.amount_due >= before.amount_due) throw refused('This code takes nothing off what you pay now.');
  const { percentOff, amountOff, duration, months } = promotion;
  return {
    code: promotion.code,
    offer: { percentOff, amountOff, duration, months },
    currency: state.currency,
    nextInvoice: { at: state.currentPeriodEnd, before: before.amount_due, after: after.amount_due },
    replaces: state.discountName,
  };
}
