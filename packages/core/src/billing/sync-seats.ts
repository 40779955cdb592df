import { findCustomer } from './ensure-customer.ts';
import { isOver, listSubscriptions } from './read-customer-state.ts';
import { seatsOf } from './seats-of.ts';
import { stripe } from './stripe.ts';

/**
 * Tells Stripe how many seats the workspace uses. It sends the number itself, never a difference, so that running late or
 * twice changes nothing; what Stripe makes of it comes back as an event.
 */
export async function syncSeats(workspaceId: string): Promise<void> {
  const stripeCustomerId = await findCustomer(workspaceId);
  if (!stripeCustomerId) return;
  const [subscription] = await listSubscriptions(stripeCustomerId);
  const item = subscription?.items.data[0];
  if (!subscription || !item || isOver(subscription)) return;

  let sent = item.quantity;
  let seats = await seatsOf(workspaceId);
  // Counted again after sending: a worker that was held up must not leave an old number behind.
  while (sent !== seats) {
    await stripe().subscriptions.update(subscription.id, {
      items: [{ id: item.id, quantity: seats }],
      proration_behavior: 'create_prorations',
    });
    sent = seats;
    seats = await seatsOf(workspaceId);
  }
}
