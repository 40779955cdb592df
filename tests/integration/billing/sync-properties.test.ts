import type { Stripe } from '@archipelago/core/billing/stripe';
import { type SyncStep, syncCustomer } from '@archipelago/core/billing/sync-customer';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unique } from '../../support/own-database.ts';
import { type BillingWorld, startBillingWorld } from './billing-world.ts';
import { eventOf } from './event-of.ts';
import type { DoubleSubscription } from './stripe-double.ts';

const runs = Number(process.env.PROPERTY_RUNS ?? 60);
const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2_147_483_647);

let world: BillingWorld;
beforeAll(async () => {
  world = await startBillingWorld();
});
afterAll(() => world.stop());

class Crash extends Error {}

type Happening = 'subscribe' | 'trial' | 'seats' | 'fail' | 'pay' | 'cancel';

const program = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    what: fc.constantFrom<Happening>('subscribe', 'trial', 'seats', 'fail', 'pay', 'cancel'),
  }),
  { minLength: 2, maxLength: 14 },
);

/** Where to crash, stumble, duplicate and reorder: one list of choices, used up in the order in which they come up. */
const choices = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 120, maxLength: 120 });

/** What happens at Stripe: the state moves at once, the events about it are still to be delivered. */
function happen(customer: string, subscriptions: DoubleSubscription[], what: Happening): Stripe.Event[] {
  const current = subscriptions.at(-1);
  const isLive = current !== undefined && current.status !== 'canceled';
  const events = (...types: string[]) => types.map((type) => eventOf(customer, type));
  if (what === 'subscribe' || what === 'trial') {
    if (isLive) return [];
    subscriptions.push({
      id: unique('sub_'),
      status: what === 'trial' ? 'trialing' : 'active',
      lookupKey: 'pro_monthly',
      seats: 1,
      created: 1_760_000_000 + subscriptions.length,
    });
    return events('customer.subscription.created', 'invoice.paid', 'checkout.session.completed');
  }
  if (!isLive) return [];
  if (what === 'seats') current.seats += 1;
  if (what === 'fail') current.status = 'past_due';
  if (what === 'pay') current.status = 'active';
  if (what === 'cancel') current.status = 'canceled';
  if (what === 'cancel') return events('customer.subscription.deleted');
  if (what === 'fail') {
    return [
      ...events('customer.subscription.updated'),
      eventOf(customer, 'invoice.payment_failed', { objectId: unique('in_') }),
    ];
  }
  return events('customer.subscription.updated');
}

test(`whatever happens in whatever order, our copy ends as Stripe is (${runs} runs, seed ${seed})`, {
  timeout: 300_000,
}, async () => {
  await fc.assert(fc.asyncProperty(program, choices, runProgram), {
    numRuns: runs,
    seed,
    endOnFailure: true,
  });
});

async function runProgram(steps: { who: number; what: Happening }[], dice: number[]): Promise<void> {
  let thrown = 0;
  const roll = () => dice[thrown++ % dice.length] ?? 0;
  let crashes = 0;
  const perhapsCrash = async () => {
    const choice = roll();
    if (choice === 0 && crashes < 15) {
      crashes += 1;
      throw new Crash();
    }
    if (choice < 3) await new Promise((resolve) => setImmediate(resolve));
  };
  world.stripe.beforeAnswer = async () => {
    if (roll() === 1 && crashes < 15) {
      crashes += 1;
      throw new Error('Stripe stumbled');
    }
  };

  const places = await Promise.all([0, 1, 2].map(() => world.newWorkspace()));
  for (const { customer } of places) world.stripe.customers.set(customer, []);
  const deliver = async (event: Stripe.Event) => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await world.store(event, attempt < 5 ? { onStep: perhapsCrash } : {});
        return;
      } catch (error) {
        // Stripe sees no 2xx and delivers again.
        if (!(error instanceof Crash)) throw error;
      }
    }
  };
  const work = async (customer: string) => {
    // A lease of a millisecond: every worker finds the one before it expired, and only the fence stands between them.
    await syncCustomer(customer, {
      leaseSeconds: 0.001,
      onStep: perhapsCrash as (step: SyncStep) => Promise<void>,
    }).catch(() => {});
  };

  const all: Stripe.Event[] = [];
  let pending: Stripe.Event[] = [];
  for (const { who, what } of steps) {
    const place = places[who];
    if (!place) continue;
    const events = happen(place.customer, world.stripe.customers.get(place.customer) ?? [], what);
    all.push(...events);
    pending.push(...events);
    pending.sort(() => roll() - 4.5);
    const now = pending.splice(0, Math.ceil(pending.length / 2));
    const twice = now.filter(() => roll() === 0);
    await Promise.all([...now, ...twice].map(deliver).concat(places.map(({ customer }) => work(customer))));
  }
  pending = [...pending, ...all.filter(() => roll() === 0)].sort(() => roll() - 4.5);
  await Promise.all(pending.map(deliver).concat(places.map(({ customer }) => work(customer))));

  world.stripe.beforeAnswer = async () => {};
  await world.database.observer.query('update billing_customer set lease_until = null');
  await world.skipDelays();
  await world.drain();
  for (const { customer, workspaceId } of places) await expectAgreement(customer, workspaceId, all);
}

async function expectAgreement(customer: string, workspaceId: string, all: Stripe.Event[]): Promise<void> {
  const truth = world.stripe.customers.get(customer)?.at(-1);
  const copy = await world.subscription(customer);
  expect(copy && { id: copy.stripe_subscription_id, status: copy.status, seats: copy.seats }).toEqual(
    truth && { id: truth.id, status: truth.status, seats: truth.seats },
  );
  const own = all.filter((event) => (event.data.object as { customer?: string }).customer === customer);
  const row = await world.customer(customer);
  expect(row).toMatchObject({
    dirty_seq: String(own.length),
    synced_seq: String(own.length),
    lease_until: null,
  });
  const { rows } = await world.database.observer.query(
    `select status, count(*)::int as count from stripe_event where stripe_customer_id = $1 group by status`,
    [customer],
  );
  expect(rows).toEqual(own.length > 0 ? [{ status: 'processed', count: own.length }] : []);
  const failures = own.filter(({ type }) => type === 'invoice.payment_failed').length;
  const told = (await world.audit(workspaceId)).filter(
    ({ action }) => action === 'billing.payment_failed',
  ).length;
  expect(told).toBe(failures);
  const effects = (await world.effects(workspaceId)).filter(({ kind }) => kind === 'payment-failed');
  expect(effects).toHaveLength(failures);
  const mails = await world.database.observer.query(
    `select count(*)::int as count, count(distinct data->>'effectId')::int as effects from pgboss.job
     where name = 'mail' and data->>'workspaceId' = $1 and data->>'message' = 'billing'`,
    [workspaceId],
  );
  const made = (await world.effects(workspaceId)).length;
  expect(mails.rows).toEqual([{ count: made, effects: made }]);
  expect(await world.waitingJobs(customer)).toBe(0);
}
