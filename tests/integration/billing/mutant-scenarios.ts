import { randomUUID } from 'node:crypto';
import { receiveStripeEvent } from '@archipelago/core/billing/receive-stripe-event';
import { storeEvent } from '@archipelago/core/billing/store-event';
import { Stripe } from '@archipelago/core/billing/stripe';
import { syncCustomer } from '@archipelago/core/billing/sync-customer';
import { boot } from '@archipelago/core/boot';
import { environment } from '@archipelago/core/environment';
import { drain } from '@archipelago/core/jobs/drain';
import pg from 'pg';
import { unique } from '../../support/own-database.ts';
import { eventOf } from './event-of.ts';
import type { ScenarioName } from './mutants.ts';
import { type DoubleSubscription, startStripeDouble } from './stripe-double.ts';

interface Place {
  customer: string;
  workspaceId: string;
  subscription: DoubleSubscription;
}

const stripe = await startStripeDouble();
process.env.STRIPE_API_URL = stripe.url;
boot();
const observer = new pg.Pool({ connectionString: process.env.OBSERVER_URL ?? '', max: 3 });
// One connection is taken away on purpose.
observer.on('error', () => {});

const rows = async (sql: string, values: unknown[] = []) => (await observer.query(sql, values)).rows;
const work = () => drain(['stripe-customer'], new Date(Date.now() + 15_000));
const seatsOf = async ({ workspaceId }: Place) =>
  (await rows('select seats from subscription where workspace_id = $1', [workspaceId]))[0]?.seats;

/** What the schedule found broken; nothing when the code is right. */
export async function runScenario(name: ScenarioName): Promise<string[]> {
  return scenarios[name](await newPlace());
}

async function newPlace(): Promise<Place> {
  const [workspaceId, customer] = [randomUUID(), unique('cus_')];
  await rows('insert into workspace (id, slug, name) values ($1, $2, $3)', [
    workspaceId,
    unique('w'),
    'Mutants',
  ]);
  await rows('insert into billing_customer (workspace_id, stripe_customer_id) values ($1, $2)', [
    workspaceId,
    customer,
  ]);
  const subscription: DoubleSubscription = {
    id: unique('sub_'),
    status: 'active',
    lookupKey: 'pro_monthly',
    seats: 1,
    created: 1_760_000_000,
  };
  stripe.customers.set(customer, [subscription]);
  return { workspaceId, customer, subscription };
}

const scenarios: Record<ScenarioName, (place: Place) => Promise<string[]>> = {
  async 'answered-before-kept'({ customer }) {
    const event = eventOf(customer);
    const holder = await observer.connect();
    await holder.query('begin');
    await holder.query('select 1 from billing_customer where stripe_customer_id = $1 for update', [customer]);
    const answer = receiveStripeEvent(signed(event));
    // The database dies under the receiver, after it has begun and before it is done.
    await terminateWaiting();
    await holder.query('rollback');
    holder.release();
    const { status } = await answer;
    const kept = await rows('select 1 from stripe_event where id = $1', [event.id]);
    return status < 300 && kept.length === 0 ? [`answered ${status}, and the event is lost`] : [];
  },

  async 'event-while-reading'(place) {
    await storeEvent(eventOf(place.customer));
    await syncCustomer(place.customer, {
      async onStep(step) {
        if (step !== 'read') return;
        place.subscription.seats = 7;
        await storeEvent(eventOf(place.customer));
      },
    });
    await work();
    const seats = await seatsOf(place);
    return seats === 7 ? [] : [`${seats} seats instead of 7, and nobody will look again`];
  },

  async 'stalled-worker'(place) {
    await storeEvent(eventOf(place.customer));
    const stalled = syncCustomer(place.customer, {
      leaseSeconds: 0.001,
      async onStep(step) {
        if (step !== 'read') return;
        place.subscription.seats = 9;
        await storeEvent(eventOf(place.customer));
        await work();
      },
    });
    await stalled.catch(() => {});
    const seats = await seatsOf(place);
    return seats === 9 ? [] : [`${seats} seats: a stalled worker wrote over a newer one`];
  },

  async 'commits-out-of-order'({ customer }) {
    const [first, second] = [eventOf(customer), eventOf(customer)];
    await storeEvent(first, {
      async onStep(step) {
        if (step !== 'inserted') return;
        await storeEvent(second);
        await work();
      },
    });
    await work();
    const pending = await rows(
      `select id from stripe_event where status = 'pending' and stripe_customer_id = $1`,
      [customer],
    );
    return pending.map(({ id }) => `${id} was never worked on`);
  },

  async 'told-twice'({ customer, workspaceId }) {
    const objectId = unique('in_');
    for (const _delivery of [1, 2]) {
      await storeEvent(eventOf(customer, 'invoice.payment_failed', { objectId }));
      await work();
    }
    const effects = await rows(
      `select 1 from billing_effect where workspace_id = $1 and kind = 'payment-failed'`,
      [workspaceId],
    );
    return effects.length === 1 ? [] : [`told ${effects.length} times of one invoice`];
  },
};

function signed(event: object): Request {
  const payload = JSON.stringify(event);
  const [secret = ''] = environment().STRIPE_WEBHOOK_SECRETS;
  return new Request('http://localhost/api/webhooks/stripe', {
    method: 'POST',
    headers: { 'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }) },
    body: payload,
  });
}

/** Ends the connection that waits for a lock, as soon as there is one. */
async function terminateWaiting(): Promise<void> {
  for (;;) {
    const ended = await rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where wait_event_type = 'Lock' and query like '%stripe_event%' and pid <> pg_backend_pid()`,
    );
    if (ended.length > 0) return;
  }
}
