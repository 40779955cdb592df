import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { planDescriptions } from './catalogue.ts';
import { changingSubscription } from './current-subscription.ts';
import { stripe } from './stripe.ts';

/** Takes a cancellation back while the period still runs: the subscription renews as if nothing had been said. */
export const resumeSubscription = command({
  name: 'resume-subscription',
  permission: 'billing:manage',
  audit: 'billing.resumed',
  input: z.strictObject({}),
  prepare: (ctx) =>
    changingSubscription(ctx.workspace.id, async ({ state, subscription }) => {
      if (!state.cancelAt) return { state, isChanged: false };
      if (state.status === 'trialing' && !state.paymentMethod) {
        throw new AppError(
          'CONFLICT',
          'A trial without a card ends by itself. Choose a plan under Billing and go to payment to keep it.',
          { reason: 'needs-payment' },
        );
      }
      await stripe().subscriptions.update(
        subscription.id,
        subscription.cancel_at_period_end ? { cancel_at_period_end: false } : { cancel_at: '' },
      );
      return { state, isChanged: true };
    }),
  async run(ctx, _input, { state, isChanged }) {
    const planName = planDescriptions[state.plan].name;
    if (!isChanged) ctx.unchanged();
    else {
      await ctx.audit({
        targetKind: 'subscription',
        targetId: null,
        targetName: planName,
        changes: { ends: { from: state.cancelAt?.toISOString().slice(0, 10) ?? null, to: null } },
      });
    }
    return { planName };
  },
});
