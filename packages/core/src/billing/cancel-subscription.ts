import { z } from 'zod';
import { command } from '../registry/command.ts';
import { cancellationReasons } from './cancellation-reasons.ts';
import { planDescriptions } from './catalogue.ts';
import { changingSubscription } from './current-subscription.ts';
import { dropSchedule } from './plan-schedule.ts';
import { stripe } from './stripe.ts';

/** Ends the subscription with the period that is paid for, or with its trial. Nothing is lost before, or deleted then. */
export const cancelSubscription = command({
  name: 'cancel-subscription',
  permission: 'billing:manage',
  audit: 'billing.cancelled',
  input: z.strictObject({
    reason: z.union([z.literal(''), z.enum(cancellationReasons)]).optional(),
    comment: z.string().trim().max(500, 'Say it in 500 characters or less.').optional(),
  }),
  prepare: (ctx, { reason, comment }) =>
    changingSubscription(ctx.workspace.id, async (current) => {
      const { state, subscription } = current;
      const endsAt = (state.status === 'trialing' && state.trialEndsAt) || state.currentPeriodEnd;
      if (state.cancelAt) return { state, endsAt: state.cancelAt, isChanged: false };
      await dropSchedule(current);
      await stripe().subscriptions.update(subscription.id, {
        cancel_at_period_end: true,
        cancellation_details: { ...(reason && { feedback: reason }), ...(comment && { comment }) },
      });
      return { state, endsAt, isChanged: true };
    }),
  async run(ctx, { reason }, { state, endsAt, isChanged }) {
    const planName = planDescriptions[state.plan].name;
    if (!isChanged) ctx.unchanged();
    else {
      await ctx.audit({
        targetKind: 'subscription',
        targetId: null,
        targetName: planName,
        changes: {
          ends: { from: null, to: endsAt.toISOString().slice(0, 10) },
          ...(reason && { reason: { from: null, to: reason.replaceAll('_', ' ') } }),
        },
      });
    }
    return { planName, endsAt };
  },
});
