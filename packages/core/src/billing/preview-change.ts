import { z } from 'zod';
import { query } from '../registry/query.ts';
import { askingStripe } from './asking-stripe.ts';
import { type Currency, type Interval, intervals, type PaidPlan, planDescriptions } from './catalogue.ts';
import { currentSubscription, customerToChange, requirePlanCanChange } from './current-subscription.ts';
import { type PlanLoss, type PlanUse, planLosses } from './plan-losses.ts';
import type { PlanAndInterval } from './plan-of-price.ts';
import { useOf } from './plan-use.ts';
import { previewToken } from './preview-token.ts';
import { seatsIn } from './seats-of.ts';
import { type AmountLine, workOutChange } from './work-out-change.ts';

export interface ChangePreview {
  plan: PaidPlan;
  planName: string;
  interval: Interval;
  seats: number;
  currency: Currency;
  /** Whether confirming changes the plan at once, or at `effectiveAt`, or not at all. */
  timing: 'none' | 'now' | 'at-renewal';
  effectiveAt: Date | null;
  /** What is charged on confirming, line by line, and what comes of it. Cents. */
  lines: AmountLine[];
  dueNow: number;
  /** The first invoice after the change that is for a whole period. */
  renewal: { at: Date; amount: number };
  paymentMethod: string | null;
  /** What there is less of afterwards. */
  losses: PlanLoss[];
  /** To be sent back in agreement. */
  token: string;
}

/** What a change of plan or interval would cost, worked out by Stripe to the cent. Changes nothing. */
export const previewChange = query({
  name: 'preview-change',
  permission: 'billing:manage',
  input: z.strictObject({ plan: z.enum(['pro', 'business']), interval: z.enum(intervals) }),
  run: async (ctx) => ({
    workspaceId: ctx.workspace.id,
    seats: await seatsIn(ctx.tx, ctx.workspace.id),
    use: await useOf(ctx.tx, ctx.workspace.id),
  }),
  complete: (found, to) => askingStripe(() => preview(found, to)),
});

async function preview(
  { workspaceId, seats, use }: { workspaceId: string; seats: number; use: PlanUse },
  to: PlanAndInterval,
): Promise<ChangePreview> {
  const current = await currentSubscription(await customerToChange(workspaceId));
  requirePlanCanChange(current.state);
  const worked = await workOutChange(current, to, seats);
  const { at, timing, dueNow, renewal, lines } = worked;
  return {
    ...to,
    planName: planDescriptions[to.plan].name,
    seats,
    currency: current.state.currency,
    timing,
    effectiveAt: timing === 'at-renewal' ? current.state.currentPeriodEnd : null,
    lines,
    dueNow,
    renewal,
    paymentMethod: current.state.paymentMethod,
    losses: planLosses(current.state.plan, to.plan, use),
    token: previewToken(workspaceId, { ...to, subscriptionId: current.subscription.id, seats, at, dueNow }),
  };
}
