import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { Lease } from '../customer-lease.ts';
import type { BillingEffect } from './billing-effect.ts';

export interface ToldByEvents {
  effects: BillingEffect[];
  /** When the latest of them happened at Stripe; null when there are none. */
  latest: Date | null;
}

/**
 * What the events of this round say happened to invoices. An event is believed about what happened, under the invoice's
 * id and with what was paid, and never about what is so now: that is read from Stripe when the mail is written.
 */
export async function effectsOfEvents(tx: Transaction, lease: Lease): Promise<ToldByEvents> {
  const events = await rawQuery<{ type: string; objectId: string | null; created: Date; isMoney: boolean }>(
    tx,
    Prisma.sql`select type, object_id as "objectId", created,
        coalesce((payload->'object'->>'amount_paid')::bigint > 0, false) as "isMoney"
      from stripe_event
      where stripe_customer_id = ${lease.stripeCustomerId} and status = 'pending' and seq <= ${lease.dirtySeq}`,
  );
  const effects = new Map<string, BillingEffect>();
  for (const { type, objectId, isMoney } of events) {
    const effect = objectId && effectOf(type, objectId, isMoney);
    if (effect) effects.set(effect.key, effect);
  }
  const times = events.map(({ created }) => created.getTime());
  return { effects: [...effects.values()], latest: times.length > 0 ? new Date(Math.max(...times)) : null };
}

function effectOf(type: string, invoice: string, isMoney: boolean): BillingEffect | null {
  if (type === 'invoice.payment_failed') {
    return { kind: 'payment-failed', key: `payment_failed:${invoice}`, details: { invoice } };
  }
  // The invoice that begins a trial is paid too: with nothing.
  if (type === 'invoice.paid' && isMoney)
    return { kind: 'receipt', key: `receipt:${invoice}`, details: { invoice } };
  return null;
}
