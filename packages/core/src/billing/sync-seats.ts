import { leaseForChange, releaseLease } from './customer-lease.ts';
import { findCustomer } from './ensure-customer.ts';
import { setScheduledSeats } from './plan-schedule.ts';
import { isOver, listSubscriptions } from './read-customer-state.ts';
import { nextPhase, scheduleOf } from './read-planned-change.ts';
import { seatsOf } from './seats-of.ts';
import { type Stripe, stripe } from './stripe.ts';

/**
 * Tells Stripe how many seats the workspace uses, now and after a change that is planned. It sends the number itself,
 * never a difference, so that running late or twice changes nothing; what Stripe makes of it comes back as an event.
 */
export async function syncSeats(workspaceId: string): Promise<void> {
  const stripeCustomerId = await findCustomer(workspaceId);
  if (!stripeCustomerId) return;
  const subscription = await running(stripeCustomerId);
  if (!subscription) return;
  if (!scheduleOf(subscription)) return send(workspaceId, subscription);
  // A schedule is written as a whole: while a person plans something else, an old one must not come back.
  const lease = await leaseForChange(stripeCustomerId);
  try {
    const current = await running(stripeCustomerId);
    if (current) await send(workspaceId, current);
  } finally {
    await releaseLease(lease);
  }
}

async function running(stripeCustomerId: string): Promise<Stripe.Subscription | undefined> {
  const [subscription] = await listSubscriptions(stripeCustomerId);
  return subscription && !isOver(subscription) ? subscription : undefined;
}

async function send(workspaceId: string, subscription: Stripe.Subscription): Promise<void> {
  const item = subscription.items.data[0];
  if (!item) return;
  const schedule = scheduleOf(subscription);
  const planned = nextPhase(schedule)?.items[0];
  // When what runs and what is planned differ, neither is what was sent last.
  let sent = planned && planned.quantity !== item.quantity ? undefined : item.quantity;
  let seats = await seatsOf(workspaceId);
  // Counted again after sending: a worker that was held up must not leave an old number behind.
  while (sent !== seats) {
    if (schedule && planned) await setScheduledSeats({ subscription, item }, schedule, seats);
    else {
      await stripe().subscriptions.update(subscription.id, {
        items: [{ id: item.id, quantity: seats }],
        proration_behavior: 'create_prorations',
      });
    }
    sent = seats;
    seats = await seatsOf(workspaceId);
  }
}
