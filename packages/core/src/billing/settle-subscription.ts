import { withWorkspace } from '@archipelago/db/with-workspace';
import { findCustomer } from './ensure-customer.ts';
import { dropSchedule, planNextPeriod } from './plan-schedule.ts';
import { isOver, listSubscriptions } from './read-customer-state.ts';
import { nextPhase, scheduleOf } from './read-planned-change.ts';
import { seatsOf } from './seats-of.ts';
import { type Stripe, stripe } from './stripe.ts';

/** Marks a cancellation as ours, so that restoring a workspace revives no subscription that its owner had cancelled. */
const mark = 'closing';
/** The mark's value when no smaller plan was waiting; otherwise it is that plan's price. */
const unplanned = 'yes';

/**
 * Makes the subscription follow the workspace: one that is being deleted pays for no further period; one that was
 * restored goes on as before. It tells Stripe what shall be so, never a difference, so that running late or twice
 * changes nothing.
 */
export async function settleSubscription(workspaceId: string): Promise<void> {
  const stripeCustomerId = await findCustomer(workspaceId);
  if (!stripeCustomerId) return;
  const workspace = await withWorkspace(workspaceId, (tx) =>
    tx.workspace.findUnique({ where: { id: workspaceId }, select: { status: true } }),
  );
  const isClosing = workspace?.status === 'deleting';
  for (const subscription of await listSubscriptions(stripeCustomerId)) {
    if (isOver(subscription)) continue;
    const endsAnyway = subscription.cancel_at_period_end || subscription.cancel_at !== null;
    if (isClosing && !endsAnyway) await close(subscription);
    const marked = subscription.metadata[mark];
    if (!isClosing && marked) await reopen(workspaceId, subscription, marked);
  }
}

async function close(subscription: Stripe.Subscription): Promise<void> {
  const { id, metadata } = subscription;
  const planned = nextPhase(scheduleOf(subscription))?.items[0]?.price;
  const marked = typeof planned === 'string' ? planned : (metadata[mark] ?? unplanned);
  // Noted before it is dropped, so that a crash in between loses no plan.
  if (planned) await stripe().subscriptions.update(id, { metadata: { [mark]: marked } });
  await dropSchedule({ subscription });
  await stripe().subscriptions.update(id, { cancel_at_period_end: true, metadata: { [mark]: marked } });
}

async function reopen(workspaceId: string, subscription: Stripe.Subscription, marked: string): Promise<void> {
  const { id } = subscription;
  if (subscription.cancel_at_period_end) {
    await stripe().subscriptions.update(id, { cancel_at_period_end: false });
  }
  const [item] = subscription.items.data;
  if (marked !== unplanned && item) {
    const [price, seats] = await Promise.all([stripe().prices.retrieve(marked), seatsOf(workspaceId)]);
    await planNextPeriod({ subscription, item }, { price, seats });
  }
  await stripe().subscriptions.update(id, { metadata: { [mark]: '' } });
}
