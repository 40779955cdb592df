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

/** Stripe moved the time of some customers, in test mode; the event names none of them. */
const clockMoved = 'test_helpers.test_clock.ready';

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
    if (event.type === clockMoved) {
      const { id } = event.data.object;
      await enqueue(tx, 'follow-test-clock', id, { testClockId: id });
      return 'stored';
    }
    if (!stripeCustomerId || !relevant.test(event.type)) return 'ignored';
    if (!(await markDirty(tx, stripeCustomerId, event.id))) return 'ignored';
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
  const payload = JSON.stringify(withoutFormerEmail(event.data));
  // The customer's row is held until the end, so that an erasure of the workspace waits for this event, and takes it along.
  // Of a workspace that is not here, or not any more, nothing is kept but that there was an event.
  const [row] = await rawQuery<{ inserted: boolean }>(
    tx,
    Prisma.sql`
      with ours as (select 1 from billing_customer where stripe_customer_id = ${stripeCustomerId} for key share)
      insert into stripe_event (id, type, api_version, livemode, stripe_customer_id, object_id, created, payload, status)
      select ${event.id}::text, ${event.type}::text, ${event.api_version}::text, ${event.livemode}::boolean,
        ${stripeCustomerId}::text, ${object.id ?? null}::text, to_timestamp(${event.created}),
        case when exists (select from ours) then ${payload}::jsonb else '{}'::jsonb end, 'ignored'::stripe_event_status
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
 * Gives the event the customer's next number; false when no workspace has this customer. Taking the row's lock makes the
 * order of numbers the order of commits: a worker that has seen number n has seen every event below n.
 */
async function markDirty(tx: Transaction, stripeCustomerId: string, eventId: string): Promise<boolean> {
  const marked = await rawQuery(
    tx,
    Prisma.sql`
      with customer as (
        update billing_customer set ${dirtier}
        where stripe_customer_id = ${stripeCustomerId} returning dirty_seq as seq)
      update stripe_event set seq = customer.seq, status = 'pending' from customer
      where stripe_event.id = ${eventId} returning 1`,
  );
  return marked.length > 0;
}

/** Dirty by one more; one that was given up has its attempts again. */
const dirtier = Prisma.sql`dirty_seq = dirty_seq + 1,
  attempts = case when dead_at is null then attempts else 0 end, dead_at = null`;

/** For a customer of whom we know without an event that Stripe has something else. False when no workspace has it. */
export async function markCustomerDirty(stripeCustomerId: string): Promise<boolean> {
  return withStripeCustomer(stripeCustomerId, async (tx) => {
    const marked = await rawQuery(
      tx,
      Prisma.sql`update billing_customer set ${dirtier} where stripe_customer_id = ${stripeCustomerId} returning 1`,
    );
    if (marked.length === 0) return false;
    await enqueue(tx, 'stripe-customer', stripeCustomerId, { stripeCustomerId });
    return true;
  });
}
