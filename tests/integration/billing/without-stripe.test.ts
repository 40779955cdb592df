import { randomUUID } from 'node:crypto';
import { getBilling } from '@archipelago/core/billing/get-billing';
import { listInvoices } from '@archipelago/core/billing/list-invoices';
import { openInvoice } from '@archipelago/core/billing/open-invoice';
import { startTrial } from '@archipelago/core/billing/start-trial';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { unique } from '../../support/own-database.ts';
import { type BillingWorld, startBillingWorld } from './billing-world.ts';
import { eventOf } from './event-of.ts';
import { addPerson, ownerContext } from './people.ts';

let world: BillingWorld;
let customer: string;
let context: WorkspaceContext;

beforeAll(async () => {
  world = await startBillingWorld();
});
afterAll(() => world.stop());
// An invitation wakes whoever works on jobs: what they ask Stripe is not the next test's.
afterEach(() => world.site.settled());
beforeEach(async () => {
  world.stripe.beforeAnswer = async () => {};
  const place = await world.newWorkspace();
  customer = place.customer;
  const subscription = unique('sub_');
  const bill = { id: unique('in_'), status: 'paid', amount: 4_800, finalizedAt: 1_760_000_000 } as const;
  world.stripe.invoices.push({ ...bill, customer, subscription });
  world.stripe.customers.set(customer, [
    { id: subscription, status: 'active', lookupKey: 'pro_yearly', seats: 4, created: 1_760_000_000 },
  ]);
  await world.store(eventOf(customer));
  await world.drain();
  const owner = await addPerson(world.database, place.workspaceId, 'owner');
  context = await ownerContext(world.database, { id: place.workspaceId, slug: 'olga' }, owner);
  world.stripe.beforeAnswer = async () => {
    throw new Error('Stripe is out of order.');
  };
});

test('an open invitation holds a seat and is not charged', async () => {
  const before = (await getBilling(context, {})).seats;
  await inviteMember(context, { email: 'invited@example.test', role: 'member' });
  const { used, billable } = (await getBilling(context, {})).seats;
  expect({ used, billable }).toEqual({ used: before.used + 1, billable: before.billable });
});

test('the billing page asks Stripe nothing', async () => {
  const before = world.stripe.requests();
  const billing = await getBilling(context, {});
  expect(world.stripe.requests()).toBe(before);
  expect(billing).toMatchObject({
    plan: 'pro',
    interval: 'year',
    status: 'active',
    renewal: { amount: 4 * 12_000 },
    seats: { paid: 4, allowed: 50 },
    currency: 'usd',
  });
  expect(billing.plans.map(({ plan, isCurrent }) => [plan, isCurrent])).toEqual([
    ['free', false],
    ['pro', true],
    ['business', false],
  ]);
});

test('the invoices are there, and nobody is asked; opening one says that Stripe does not answer', async () => {
  const before = world.stripe.requests();
  const { items, nextCursor } = await listInvoices(context, {});
  expect({ items, nextCursor }).toMatchObject({
    items: [{ status: 'paid', total: 4_800 }],
    nextCursor: null,
  });
  expect((await getBilling(context, {})).invoices).toEqual(items);
  expect(world.stripe.requests()).toBe(before);
  const opened = openInvoice(context, { invoiceId: items[0]?.id ?? '' });
  await expect(opened).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});

test('a workspace that Stripe does not know has no invoices', async () => {
  const fresh = { ...context, workspace: { ...context.workspace, id: randomUUID() } };
  expect(await listInvoices(fresh, {})).toEqual({ items: [], nextCursor: null });
});

test('what a person wants to change says that nothing was changed, and when to try again', async () => {
  const started = startTrial({ ...context, subscription: null }, { plan: 'pro', interval: 'month' });
  await expect(started).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 60 });
  expect((await world.customer(customer)).lease_until).toBeNull();
});

test('a job of Stripe’s is kept and succeeds once Stripe answers again', async () => {
  await world.store(eventOf(customer, 'customer.subscription.updated'));
  await world.drain();
  expect(await world.waitingJobs(customer)).toBe(1);
  expect((await world.customer(customer)).last_error).toContain('out of order');
  world.stripe.beforeAnswer = async () => {};
  await world.skipDelays();
  await world.drain();
  expect(await world.customer(customer)).toMatchObject({ dirty_seq: '2', synced_seq: '2', last_error: null });
});
