import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withStripeCustomer } from '@archipelago/db/with-stripe-customer';
import type { Transaction } from '@archipelago/db/with-workspace';
import { enqueue } from '../jobs/enqueue.ts';
import type { Stripe } from './stripe.ts';

/** `stored`: new, and a job will look at its customer. `ignored`: new, but it changes no subscription of ours. */
export type StoreOutcome = 'stored' | 'ignored' | 'duplicate';

/** Where a crash, or another worker, may come between; tests stop there. */
export type StoreStep = 'inserted' | 'marked' | 'committed';

export interface StoreOptions {
  /** False when we asked for the event ourselves: nothing is counted then. */
  isDelivery?: boolean;
  onStep?: (step: StoreStep) => Promise<void>;
}

/** Events after which a customer's subscription may look different. */
const relevant =
  /^(customer\.(subscription|discount|tax_id)\.|subscription_schedule\.|invoice\.|checkout\.session\.|payment_method\.|customer\.(updated|deleted)$)/;

const noCustomer = 'none';

/**
 * Puts a verified event into the inbox and marks its customer dirty, in one transaction with the job that will look at it:
 * when this returns, nothing can lose it; when it throws, nothing was kept. The same event again only counts a delivery.
 */
export async function storeEvent(event: Stripe.Event, options: StoreOptions = {}): Promise<StoreOutcome> {
  const { isDelivery = true, onStep = async () => {} } = options;
  const stripeCustomerId = customerOf(event);
  const outcome = await withStripeCustomer(stripeCustomerId ?? noCustomer, async (tx) => {
    const isNew = await insert(tx, event, stripeCustomerId ?? noCustomer, isDelivery);
    await onStep('inserted');
    if (!isNew) return 'duplicate';
    if (!stripeCustomerId || !relevant.test(event.type)) return 'ignored';
    const seq = await markDirty(tx, stripeCustomerId);
    if (seq === undefined) return 'ignored';
    await tx.stripeEvent.update({ where: { id: event.id }, data: { seq, status: 'pending' } });
    await enqueue(tx, 'stripe-customer', stripeCustomerId, { stripeCustomerId });
    await onStep('marked');
    return 'stored';
  });
  await onStep('committed');
  return outcome;
}

function customerOf(event: Stripe.Event): string | null {
  const object = event.data.object as {
    id?: string;
    object: string;
    customer?: string | { id: string } | null;
  };
  if (object.object === 'customer') return object.id ?? null;
  return typeof object.customer === 'object' ? (object.customer?.id ?? null) : (object.customer ?? null);
}

/** False when the event was there already. */
async function insert(
  tx: Transaction,
  event: Stripe.Event,
  stripeCustomerId: string,
  isDelivery: boolean,
): Promise<boolean> {
  const object = event.data.object as { id?: string };
  // Held until the end, so that an erasure of the workspace waits for this event, and takes it along.
  const [ours] = await rawQuery(
    tx,
    Prisma.sql`select 1 from billing_customer where stripe_customer_id = ${stripeCustomerId} for key share`,
  );
  // Of a workspace that is not here, or not any more, nothing is kept but that there was an event.
  const payload = ours ? JSON.stringify(withoutFormerEmail(event.data)) : '{}';
  const [row] = await rawQuery<{ inserted: boolean }>(
    tx,
    Prisma.sql`
      insert into stripe_event (id, type, api_version, livemode, stripe_customer_id, object_id, created, payload, status)
      values (${event.id}, ${event.type}, ${event.api_version}, ${event.livemode}, ${stripeCustomerId},
        ${object.id ?? null}, to_timestamp(${event.created}), ${payload}::jsonb, 'ignored')
      on conflict (id) do update set deliveries = stripe_event.deliveries + ${isDelivery ? 1 : 0}
      returning (xmax = 0) as inserted`,
  );
  return row?.inserted ?? false;
}

/** Who the bills went to before is nothing to keep: they may have been erased, and Stripe told of it. */
function withoutFormerEmail({ previous_attributes: before, ...data }: Stripe.Event.Data): Stripe.Event.Data {
  if (!before) return data;
  const { email: _, ...rest } = before as { email?: string | null };
  return { ...data, previous_attributes: rest };
}

/**
 * The customer's next number, or undefined when no workspace has this customer. Taking the row's lock makes the order of
 * numbers the order of commits: a worker that has seen number n has seen every event below n.
 */
async function markDirty(tx: Transaction, stripeCustomerId: string): Promise<bigint | undefined> {
  const [row] = await rawQuery<{ seq: bigint }>(
    tx,
    Prisma.sql`
      update billing_customer set dirty_seq = dirty_seq + 1,
        attempts = case when dead_at is null then attempts else 0 end, dead_at = null
      where stripe_customer_id = ${stripeCustomerId} returning dirty_seq as seq`,
  );
  return row?.seq;
}
