import { receiveStripeEvent } from '@archipelago/core/billing/receive-stripe-event';
import { Stripe } from '@archipelago/core/billing/stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unique } from '../../support/own-database.ts';
import { type BillingWorld, previousSecret, startBillingWorld, webhookSecret } from './billing-world.ts';
import { eventOf } from './event-of.ts';

let world: BillingWorld;
let customer: string;
let workspaceId: string;

beforeAll(async () => {
  world = await startBillingWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  ({ customer, workspaceId } = await world.newWorkspace());
  world.stripe.customers.set(customer, [
    { id: unique('sub_'), status: 'active', lookupKey: 'pro_monthly', seats: 4, created: 1_760_000_000 },
  ]);
});

describe('an event that Stripe signed', () => {
  test('is kept, answered 200, and brings the plan', async () => {
    const event = eventOf(customer);
    const response = await world.deliver(event);
    expect(response.status).toBe(200);
    await world.site.settled();
    expect(await world.subscription(customer)).toMatchObject({ plan: 'pro', status: 'active', seats: 4 });
    expect(await world.event(event.id)).toMatchObject({ status: 'processed', deliveries: 1 });
    expect(await world.audit(workspaceId)).toEqual([
      { action: 'billing.plan_changed', actor_name: 'Stripe' },
    ]);
  });

  test('is accepted under the secret that is being replaced', async () => {
    expect((await world.deliver(eventOf(customer), { secret: previousSecret })).status).toBe(200);
  });

  test('is worked on once, however often it is delivered', async () => {
    const event = eventOf(customer);
    const responses = await Promise.all([1, 2, 3, 4].map(() => world.deliver(event)));
    expect(responses.map((response) => response.status)).toEqual([200, 200, 200, 200]);
    await world.site.settled();
    expect(await world.event(event.id)).toMatchObject({ status: 'processed', deliveries: 4, seq: '1' });
    expect(await world.audit(workspaceId)).toHaveLength(1);
  });

  test('is kept but ignored when it concerns no customer of ours', async () => {
    const stranger = eventOf(unique('cus_'));
    const noCustomer = eventOf(null, 'balance.available');
    expect((await world.deliver(stranger)).status).toBe(200);
    expect((await world.deliver(noCustomer)).status).toBe(200);
    expect(await world.event(stranger.id)).toMatchObject({ status: 'ignored', seq: null });
    expect(await world.event(noCustomer.id)).toMatchObject({ status: 'ignored', seq: null });
  });
});

describe('a delivery that cannot be trusted is answered 400 and leaves nothing', () => {
  async function expectRefused(response: Response, id: string, status = 400) {
    expect(response.status).toBe(status);
    expect(await world.event(id)).toBeUndefined();
    expect(await world.customer(customer)).toMatchObject({ dirty_seq: '0' });
  }

  test('signed with a wrong secret', async () => {
    const event = eventOf(customer);
    await expectRefused(await world.deliver(event, { secret: 'whsec_guessed_guessed_guessed' }), event.id);
  });

  test('not signed at all', async () => {
    const event = eventOf(customer);
    await expectRefused(await world.post(JSON.stringify(event), ''), event.id);
  });

  test('altered after signing', async () => {
    const event = eventOf(customer);
    const altered = JSON.stringify({ ...event, type: 'customer.deleted' }, null, 2);
    await expectRefused(await world.deliver(event, { body: altered }), event.id);
  });

  test('serialised again on its way', async () => {
    const event = eventOf(customer);
    await expectRefused(await world.deliver(event, { body: JSON.stringify(event) }), event.id);
  });

  test('more than five minutes old', async () => {
    const event = eventOf(customer);
    await expectRefused(await world.deliver(event, { secondsAgo: 310 }), event.id);
  });

  test('from more than a minute ahead', async () => {
    const event = eventOf(customer);
    await expectRefused(await world.deliver(event, { secondsAgo: -70 }), event.id);
  });

  test('of the other mode', async () => {
    const event = eventOf(customer, 'invoice.paid', { livemode: true });
    await expectRefused(await world.deliver(event), event.id);
  });

  test('larger than any event: 413', async () => {
    const event = { ...eventOf(customer), padding: 'x'.repeat(1024 * 1024) };
    await expectRefused(await world.deliver(event), event.id, 413);
  });

  test('larger than any event, and of a length that nobody said: 413', async () => {
    const event = { ...eventOf(customer), padding: 'x'.repeat(1024 * 1024) };
    const payload = JSON.stringify(event);
    const body = new Blob([payload]).stream();
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret });
    const response = await receiveStripeEvent(
      new Request(`${world.site.url}/api/webhooks/stripe`, {
        method: 'POST',
        headers: { 'stripe-signature': signature },
        body,
        duplex: 'half',
      } as RequestInit),
    );
    await expectRefused(response, event.id, 413);
  });
});

test('with the database down the answer is 503, and the same delivery succeeds once it is back', async () => {
  const event = eventOf(customer);
  await world.database.goDown();
  const refused = await world.deliver(event);
  await world.database.comeBack();
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect(await world.event(event.id)).toBeUndefined();

  expect((await world.deliver(event)).status).toBe(200);
  await world.site.settled();
  expect(await world.event(event.id)).toMatchObject({ status: 'processed' });
});

describe('a delivery costs', () => {
  const costOf = async (run: () => Promise<unknown>) => {
    const before = await world.statements();
    await run();
    return (await world.statements()) - before;
  };
  const transaction = 2;

  test('three statements in one transaction when it is new, and one when it is not', async () => {
    await world.store(eventOf(customer));
    const event = eventOf(customer);
    expect(await costOf(() => world.store(event))).toBe(transaction + 3);
    expect(await costOf(() => world.store(event))).toBe(transaction + 1);
  });

  test('no request to Stripe', async () => {
    const before = world.stripe.requests();
    await world.store(eventOf(customer));
    expect(world.stripe.requests()).toBe(before);
  });

  test('none at all when its signature is wrong', async () => {
    const forged = { secret: 'whsec_guessed_guessed_guessed' };
    expect(await costOf(() => world.deliver(eventOf(customer), forged))).toBe(0);
  });
});

test('events that wait are worked through with one request to Stripe for each customer', async () => {
  await world.drain();
  const others = await Promise.all(Array.from({ length: 4 }, () => world.newWorkspace()));
  const customers = [customer, ...others.map((other) => other.customer)];
  for (const one of customers) {
    // One seat, as for a workspace without a team: nothing to put right at Stripe.
    world.stripe.customers.set(one, [
      { id: unique('sub_'), status: 'active', lookupKey: 'pro_monthly', seats: 1, created: 1_760_000_000 },
    ]);
  }
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(customers.map((one) => world.store(eventOf(one))));
  }
  const before = world.stripe.requests();
  await world.drain();
  expect(world.stripe.requests() - before).toBe(customers.length);
  for (const one of customers) {
    expect(await world.customer(one)).toMatchObject({ dirty_seq: '10', synced_seq: '10' });
  }
});

test('an answer never tells the secret or what was sent', async () => {
  const response = await world.deliver(eventOf(customer), { secret: 'whsec_guessed_guessed_guessed' });
  const text = await response.text();
  expect(text).not.toContain(webhookSecret);
  expect(text).not.toContain(customer);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

describe('a poke', () => {
  const postPoke = (headers: Record<string, string>) =>
    fetch(`${world.site.url}/api/jobs/stripe-events`, { method: 'POST', headers });

  test('that we did not sign starts nothing', async () => {
    await world.store(eventOf(customer));
    for (const headers of [{}, { 'x-archipelago-poke': '9999999999.forged' }]) {
      expect((await postPoke(headers as Record<string, string>)).status).toBe(202);
    }
    await world.site.settled();
    expect(await world.subscription(customer)).toBeUndefined();
    expect(await world.waitingJobs(customer)).toBe(1);
  });
});
