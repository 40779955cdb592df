import { withWorkspace } from '@archipelago/db/with-workspace';
import { findCustomer } from './ensure-customer.ts';
import { isOver, listSubscriptions } from './read-customer-state.ts';
import { stripe } from './stripe.ts';

/** Marks a cancellation as ours, so that restoring a workspace revives no subscription that its owner had cancelled. */
const mark = 'closing';

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
    if (isClosing && !endsAnyway) {
      await stripe().subscriptions.update(subscription.id, {
        cancel_at_period_end: true,
        metadata: { [mark]: 'yes' },
      });
    }
    if (!isClosing && subscription.metadata[mark]) {
      await stripe().subscriptions.update(subscription.id, {
        cancel_at_period_end: false,
        metadata: { [mark]: '' },
      });
    }
  }
}
