import { z } from 'zod';
import type { UserActor, WorkspaceContext } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { log } from '../log/log.ts';
import { command } from '../registry/command.ts';
import { askingStripe } from './asking-stripe.ts';
import { type Currency, currencies, type Interval, intervals, planDescriptions } from './catalogue.ts';
import { chosenCurrency } from './currency-of-billing.ts';
import { leaseForChange, releaseLease } from './customer-lease.ts';
import { ensureCustomer } from './ensure-customer.ts';
import { priceId } from './price-id.ts';
import { isOver, listSubscriptions } from './read-customer-state.ts';
import { seatsOf } from './seats-of.ts';
import { stripe } from './stripe.ts';
import { syncChanged } from './sync-customer.ts';

/** Starts the free trial, once per workspace and without a card. It ends by itself, back to Free, unless somebody pays. */
export const startTrial = command({
  name: 'start-trial',
  permission: 'billing:manage',
  audit: 'billing.trial_started',
  input: z.strictObject({
    plan: z.literal('pro'),
    interval: z.enum(intervals),
    currency: z.enum(currencies).optional(),
  }),
  async prepare(ctx, { plan, interval, currency }) {
    if (ctx.subscription) throw alreadySubscribed();
    await askingStripe(() => createTrial(ctx, plan, interval, chosenCurrency(ctx, currency)));
  },
  async run(ctx, { plan }) {
    const name = planDescriptions[plan].name;
    await ctx.audit({
      targetKind: 'subscription',
      targetId: null,
      targetName: `${name} trial`,
      changes: { plan: { from: planDescriptions.free.name, to: name } },
    });
    return { trialDays: planDescriptions[plan].trialDays };
  },
});

async function createTrial(
  ctx: WorkspaceContext & { actor: UserActor },
  plan: 'pro',
  interval: Interval,
  currency: Currency,
): Promise<void> {
  const stripeCustomerId = await ensureCustomer(ctx);
  const lease = await leaseForChange(stripeCustomerId);
  try {
    const existing = await listSubscriptions(stripeCustomerId);
    if (existing.some((subscription) => !isOver(subscription))) throw alreadySubscribed();
    if (existing.length > 0) throw trialUsed();
    await stripe().subscriptions.create(
      {
        customer: stripeCustomerId,
        items: [{ price: await priceId(plan, interval), quantity: await seatsOf(ctx.workspace.id) }],
        currency,
        trial_period_days: planDescriptions[plan].trialDays,
        trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
        metadata: { workspaceId: ctx.workspace.id },
      },
      { idempotencyKey: `trial:${ctx.workspace.id}:${lease.fence}` },
    );
  } catch (error) {
    await releaseLease(lease);
    throw error;
  }
  await syncChanged(lease).catch((error: unknown) => {
    // The trial has begun at Stripe; its events bring the rest.
    log.warn('billing.inline_sync_failed', { workspaceId: ctx.workspace.id, error });
  });
}

function alreadySubscribed(): AppError {
  return new AppError(
    'CONFLICT',
    'This workspace has, or had, a subscription already, so there is no trial to start. Choose a plan under Billing instead.',
    { reason: 'already-subscribed' },
  );
}

function trialUsed(): AppError {
  return new AppError(
    'CONFLICT',
    'This workspace has used its free trial. Choose a plan under Billing to go on with it.',
    { reason: 'trial-used' },
  );
}
