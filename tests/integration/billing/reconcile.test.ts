import { reconcileBilling } from '@archipelago/core/billing/reconcile-billing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { unique } from '../../support/own-database.ts';
import { type BillingWorld, startBillingWorld } from './billing-world.ts';
import { eventOf } from './event-of.ts';
import type { DoubleSubscription } from './stripe-double.ts';

let world: BillingWorld;
let customer: string;
let subscription: DoubleSubscription;

beforeAll(async () => {
  world = await startBillingWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.stripe.customers.clear();
  world.stripe.missed.length = 0;
  world.stripe.beforeAnswer = async () => {};
  await world.database.observer.query('delete from billing_reconciliation');
  ({ customer, subscription } = await newCustomer());
  await world.store(eventOf(customer));
  await world.drain();
});

async function newCustomer() {
  const made = await world.newWorkspace();
  const owned: DoubleSubscription = {
    id: unique('sub_'),
    status: 'active',
    lookupKey: 'pro_monthly',
    seats: 2,
    created: 1_760_000_000,
  };
  world.stripe.customers.set(made.customer, [owned]);
  return { customer: made.customer, subscription: owned };
}

const outOfTime = { isOutOfTime: () => true };

test('what agrees is left alone', async () => {
  expect(await reconcileBilling()).toMatchObject({ phase: 'done', recovered: 0, drifted: 0, unknown: [] });
  expect(await world.customer(customer)).toMatchObject({ dirty_seq: '1', synced_seq: '1' });
});

test('an event that never arrived is kept as if it just had, once', async () => {
  const lost = eventOf(customer, 'invoice.payment_failed', { objectId: unique('in_') });
  world.stripe.missed.push(lost);
  expect(await reconcileBilling()).toMatchObject({ recovered: 1 });
  await world.drain();
  expect(await world.event(lost.id)).toMatchObject({ status: 'processed', deliveries: 1 });
  expect(await reconcileBilling()).toMatchObject({ recovered: 0 });
});

test.each<[string, () => void]>([
  ['seats', () => Object.assign(subscription, { seats: 9 })],
  ['a plan', () => Object.assign(subscription, { lookupKey: 'business_yearly' })],
  ['an end', () => Object.assign(subscription, { status: 'canceled' })],
  ['a cancellation', () => Object.assign(subscription, { cancelAt: 1_999_999_999 })],
  ['another subscription', () => Object.assign(subscription, { id: unique('sub_') })],
])('a customer of whom we hold other %s is read again, without an event', async (_, change) => {
  change();
  expect(await reconcileBilling()).toMatchObject({ drifted: 1 });
  await world.drain();
  const copy = await world.subscription(customer);
  expect(copy).toMatchObject({ stripe_subscription_id: subscription.id, status: subscription.status });
  expect(await reconcileBilling()).toMatchObject({ drifted: 0 });
});

test('a customer that no workspace has is reported, unless it pays for nothing', async () => {
  const unknown = unique('cus_');
  world.stripe.customers.set(unknown, [{ ...subscription, id: unique('sub_') }]);
  world.stripe.customers.set(unique('cus_'), [{ ...subscription, id: unique('sub_'), status: 'canceled' }]);
  expect((await reconcileBilling()).unknown).toEqual([unknown]);
});

test('out of time, it stops after a page, leaves a job, and goes on where it stopped', async () => {
  for (let count = 0; count < 150; count += 1) world.stripe.missed.push(eventOf(null, 'balance.available'));
  const first = await reconcileBilling(outOfTime);
  expect(first).toMatchObject({ phase: 'events', cursor: world.stripe.missed[99]?.id });
  const { rowCount } = await world.database.observer.query(
    `select 1 from pgboss.job where name = 'reconcile-billing' and state = 'created'`,
  );
  expect(rowCount).toBe(1);
  const second = await reconcileBilling(outOfTime);
  expect(second).toMatchObject({ phase: 'subscriptions', cursor: null });
  expect(await reconcileBilling()).toMatchObject({ phase: 'done' });
  const { rows } = await world.database.observer.query(
    'select count(*)::int as count from stripe_event where type = $1',
    ['balance.available'],
  );
  expect(rows).toEqual([{ count: 150 }]);
});

test('interrupted by an outage of Stripe’s, the next run goes on and misses nothing', async () => {
  subscription.seats = 5;
  let asked = 0;
  world.stripe.beforeAnswer = async () => {
    asked += 1;
    if (asked === 2) throw new Error('Stripe is out of order.');
  };
  await expect(reconcileBilling()).rejects.toThrow();
  expect(await reconcileBilling()).toMatchObject({ phase: 'done', drifted: 1 });
});

test('the next one looks back to the beginning of the last, and an hour more', async () => {
  const asked: number[] = [];
  world.stripe.beforeAnswer = async (request) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://stripe');
    if (pathname === '/v1/events') asked.push(Number(searchParams.get('created[gte]')));
  };
  const [first, second] = [new Date('2026-11-20T03:17:00Z'), new Date('2026-11-21T03:17:00Z')];
  await reconcileBilling({ now: first });
  await reconcileBilling({ now: second });
  const hour = 3_600;
  expect(asked).toEqual([first.getTime() / 1000 - 30 * 24 * hour, first.getTime() / 1000 - hour]);
});
