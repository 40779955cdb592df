import { acmeBilling } from '@archipelago/local-cloud/seed/billing';
import type { Seeding } from './seeding.ts';

const { stripeCustomerId, stripeSubscriptionId, trialStartedDaysAgo } = acmeBilling;
const secondsInDays = 1 / 86_400;

/** What Stripe told when Acme's trial began, long acted on. */
const events = [
  { id: 'evt_local_acme_customer', type: 'customer.created', objectId: stripeCustomerId, deliveries: 1 },
  {
    id: 'evt_local_acme_trial',
    type: 'customer.subscription.created',
    objectId: stripeSubscriptionId,
    deliveries: 2,
  },
  { id: 'evt_local_acme_invoice', type: 'invoice.paid', objectId: 'in_local_acme_trial', deliveries: 1 },
] as const;

export async function seedStripeEvents({ tx, ago }: Seeding): Promise<void> {
  await tx.$executeRaw`select set_config('app.stripe_customer_id', ${stripeCustomerId}, true)`;
  await tx.stripeEvent.createMany({
    data: events.map(({ id, type, objectId, deliveries }, position) => ({
      id,
      type,
      apiVersion: '2026-10-28.endive',
      livemode: false,
      stripeCustomerId,
      objectId,
      deliveries,
      created: ago(trialStartedDaysAgo - position * secondsInDays),
      receivedAt: ago(trialStartedDaysAgo - (position + 0.4) * secondsInDays),
      payload: { object: { id: objectId, object: type.split('.').at(-2), customer: stripeCustomerId } },
      // A new customer changes no subscription.
      ...(type === 'customer.created'
        ? { status: 'ignored' as const }
        : {
            status: 'processed' as const,
            processedAt: ago(trialStartedDaysAgo - (position + 1.2) * secondsInDays),
          }),
    })),
  });
  await tx.$executeRaw`select set_config('app.stripe_customer_id', '', true)`;
}
