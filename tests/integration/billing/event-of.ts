import type { Stripe } from '@archipelago/core/billing/stripe';
import { unique } from '../../support/own-database.ts';

/** An event as Stripe writes it. Its payload deliberately says nothing of what is true. */
export function eventOf(
  customer: string | null,
  type = 'customer.subscription.updated',
  over: { id?: string; objectId?: string; livemode?: boolean; created?: number; amountPaid?: number } = {},
): Stripe.Event {
  const objectId = over.objectId ?? unique('sub_');
  return {
    id: over.id ?? unique('evt_'),
    object: 'event',
    api_version: '2026-10-28.endive',
    created: over.created ?? Math.floor(Date.now() / 1000),
    livemode: over.livemode ?? false,
    pending_webhooks: 1,
    request: null,
    type,
    data: {
      object: {
        id: objectId,
        object: 'subscription',
        customer,
        status: 'a lie',
        amount_paid: over.amountPaid,
      },
    },
  } as unknown as Stripe.Event;
}
