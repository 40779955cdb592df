import { z } from 'zod';
import { query } from '../registry/query.ts';
import { planDescriptions } from './catalogue.ts';
import { planOf } from './entitlements-of.ts';
import { type PlanLoss, planLosses } from './plan-losses.ts';
import { useOf } from './plan-use.ts';

export interface Cancellation {
  planName: string;
  /** When the plan would end. */
  endsAt: Date;
  isTrial: boolean;
  /** It is cancelled already. */
  isCancelled: boolean;
  losses: PlanLoss[];
}

/** What cancelling would mean, from our own database; null on Free, where there is nothing to cancel. */
export const getCancellation = query({
  name: 'get-cancellation',
  permission: 'billing:manage',
  input: z.strictObject({}),
  async run(ctx): Promise<Cancellation | null> {
    const plan = planOf(ctx.subscription);
    if (!ctx.subscription || plan === 'free') return null;
    const { status, trialEndsAt, currentPeriodEnd, cancelAt } = ctx.subscription;
    const use = await useOf(ctx.tx, ctx.workspace.id);
    const isTrial = status === 'trialing';
    return {
      planName: planDescriptions[plan].name,
      endsAt: cancelAt ?? ((isTrial && trialEndsAt) || currentPeriodEnd),
      isTrial,
      isCancelled: cancelAt !== null,
      losses: planLosses(plan, 'free', use),
    };
  },
});
