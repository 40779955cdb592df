import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { unique } from '../../support/own-database.ts';
import { type DoubleSubscription, startStripeDouble } from './stripe-double.ts';

/** What a schedule plays on. All mutants share the database and Stripe: nothing of them is planted here. */
export interface Place {
  customer: string;
  workspaceId: string;
  subscription: DoubleSubscription;
}

export const stripe = await startStripeDouble();
process.env.STRIPE_API_URL = stripe.url;

const observer = new pg.Pool({ connectionString: process.env.OBSERVER_URL ?? '', max: 3 });
// One connection is taken away on purpose.
observer.on('error', () => {});

export const rows = async (sql: string, values: unknown[] = []) => (await observer.query(sql, values)).rows;

export async function newPlace(): Promise<Place> {
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

export const customerRow = async ({ customer }: Place) =>
  (await rows('select * from billing_customer where stripe_customer_id = $1', [customer]))[0];

export const seatsOf = async ({ workspaceId }: Place) =>
  (await rows('select seats from subscription where workspace_id = $1', [workspaceId]))[0]?.seats;

/** A sentence for each event that nobody has finished. */
export async function unfinished({ customer }: Place): Promise<string[]> {
  const pending = await rows(
    `select id from stripe_event where status = 'pending' and stripe_customer_id = $1`,
    [customer],
  );
  return pending.map(({ id }) => `${id} was never worked on`);
}

/** As when the worker that held it died long ago. */
export const expireLease = ({ customer }: Place) =>
  rows(
    `update billing_customer set lease_until = now() - interval '1 second' where stripe_customer_id = $1`,
    [customer],
  );

/** Every job that waits is due now. */
export const skipDelays = () =>
  rows(`update pgboss.job set start_after = now() where state in ('created', 'retry')`);

/**
 * Holds the customer's row while `begin` starts, until so many of its connections wait for a lock: whoever has read the
 * row without locking it has an old one then. A connection that ends meanwhile is not waited for.
 */
export async function atOnce<Result>(
  { customer }: Place,
  waiting: number,
  begin: () => Promise<Result>,
): Promise<Result> {
  const holder = await observer.connect();
  await holder.query('begin');
  await holder.query('select 1 from billing_customer where stripe_customer_id = $1 for no key update', [
    customer,
  ]);
  const begun = begin();
  while ((await waitingForLocks()).length < waiting) await new Promise((resolve) => setTimeout(resolve, 5));
  await holder.query('rollback');
  holder.release();
  return begun;
}

/** Takes the database away from whoever waits for the customer's row: it dies after it has begun and before it is done. */
export async function dieWaiting<Result>({ customer }: Place, begin: () => Promise<Result>): Promise<Result> {
  const holder = await observer.connect();
  await holder.query('begin');
  await holder.query('select 1 from billing_customer where stripe_customer_id = $1 for update', [customer]);
  const begun = begin();
  let ended: unknown[] = [];
  while (ended.length === 0) {
    const pids = (await waitingForLocks()).map(({ pid }) => pid);
    ended = await rows('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [pids]);
  }
  await holder.query('rollback');
  holder.release();
  return begun;
}

const waitingForLocks = () =>
  rows(
    `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
     and pid <> pg_backend_pid()`,
  );
