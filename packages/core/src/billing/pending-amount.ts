import { withWorkspace } from '@archipelago/db/with-workspace';
import type { CustomerState } from './read-customer-state.ts';
import { Stripe, stripe } from './stripe.ts';

/** What seats that came and went in this period add to the next invoice, in cents; it may be negative. */
export async function pendingAmountOf(subscription: Stripe.Subscription): Promise<number> {
  const upcoming = await stripe().invoices.createPreview({ subscription: subscription.id });
  return upcoming.lines.data
    .filter(
      ({ parent }) => parent?.subscription_item_details?.proration || parent?.type === 'invoice_item_details',
    )
    .reduce((sum, { amount }) => sum + amount, 0);
}

/**
 * The same for a projection, so that the page says what the next invoice will be. Stripe is asked only when the plan or the
 * seats are not those of our copy: nothing else adds to it, and the end of the period takes it all.
 */
export async function readPendingAmount(
  workspaceId: string,
  { subscription: state, deciding }: CustomerState,
): Promise<number> {
  if (!state || !deciding || !['active', 'past_due'].includes(state.status)) return 0;
  const copy = await withWorkspace(workspaceId, (tx) =>
    tx.subscription.findUnique({ where: { workspaceId } }),
  );
  if (copy?.stripeSubscriptionId !== state.stripeSubscriptionId) return 0;
  const isAsBefore =
    copy.plan === state.plan && copy.interval === state.interval && copy.seats === state.seats;
  if (isAsBefore) {
    return copy.currentPeriodStart.getTime() === state.currentPeriodStart.getTime() ? copy.pendingAmount : 0;
  }
  try {
    return await pendingAmountOf(deciding);
  } catch (error) {
    // One that will not be billed again has no next invoice to look at.
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return 0;
    throw error;
  }
}
