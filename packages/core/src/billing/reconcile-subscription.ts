import type { Subscription } from '@archipelago/db/generated/client';
import { withStripeCustomer } from '@archipelago/db/with-stripe-customer';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { log } from '../log/log.ts';
import { overdueStatuses } from './payment-standing.ts';
import { isOver, stateOf } from './read-customer-state.ts';
import { markCustomerDirty } from './store-event.ts';
import type { Stripe } from './stripe.ts';

/** `waiting`: a worker will look at it anyway. `unknown`: no workspace has who pays for it. */
export type ReconcileOutcome = 'agrees' | 'drifted' | 'waiting' | 'unknown';

/**
 * Compares one of Stripe's subscriptions with what we hold, and marks its customer dirty when they differ. What is right
 * then is for the synchronisation to say: looking at one more than was needed costs a request, missing one costs a plan.
 */
export async function reconcileSubscription(
  subscription: Stripe.Subscription,
): Promise<{ outcome: ReconcileOutcome; stripeCustomerId: string }> {
  const { customer } = subscription;
  const stripeCustomerId = typeof customer === 'string' ? customer : customer.id;
  const ours = await withStripeCustomer(stripeCustomerId, (tx) =>
    tx.billingCustomer.findUnique({ where: { stripeCustomerId } }),
  );
  if (!ours) return { outcome: isOver(subscription) ? 'agrees' : 'unknown', stripeCustomerId };
  if (ours.dirtySeq > ours.syncedSeq && !ours.deadAt) return { outcome: 'waiting', stripeCustomerId };
  const copy = await withWorkspace(ours.workspaceId, (tx) =>
    tx.subscription.findUnique({ where: { workspaceId: ours.workspaceId } }),
  );
  if (await agrees(copy, subscription)) return { outcome: 'agrees', stripeCustomerId };
  log.warn('billing.drifted', { stripeCustomerId, subscription: subscription.id });
  await markCustomerDirty(stripeCustomerId);
  return { outcome: 'drifted', stripeCustomerId };
}

async function agrees(copy: Subscription | null, theirs: Stripe.Subscription): Promise<boolean> {
  const isOurs = copy?.stripeSubscriptionId === theirs.id;
  if (isOver(theirs)) return !isOurs || copy.status === theirs.status;
  const state = await readable(theirs);
  if (!isOurs || !state) return false;
  return (
    copy.status === state.status &&
    copy.plan === state.plan &&
    copy.interval === state.interval &&
    copy.seats === state.seats &&
    isSameTime(copy.currentPeriodEnd, state.currentPeriodEnd) &&
    isSameTime(copy.trialEndsAt, state.trialEndsAt) &&
    isSameTime(copy.cancelAt, state.cancelAt) &&
    copy.plannedPlan === state.plannedPlan &&
    copy.plannedInterval === state.plannedInterval &&
    isSameTime(copy.plannedAt, state.plannedAt) &&
    isDated(copy)
  );
}

/** Null for a price that is not in the catalogue: the synchronisation fails on it where operators see it. */
async function readable(theirs: Stripe.Subscription) {
  try {
    return await stateOf(theirs, null);
  } catch {
    return null;
  }
}

/** Since when it is overdue came later than the rest: a row from before does not say it. */
function isDated({ status, overdueSince }: Subscription): boolean {
  return overdueSince !== null || !overdueStatuses.includes(status);
}

function isSameTime(ours: Date | null, theirs: Date | null): boolean {
  return ours?.getTime() === theirs?.getTime();
}
