import { leaseForChange, releaseLease } from '@archipelago/core/billing/customer-lease';
import type { StoreStep } from '@archipelago/core/billing/store-event';
import { type SyncStep, syncChanged, syncCustomer } from '@archipelago/core/billing/sync-customer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unique } from '../../support/own-database.ts';
import { type BillingWorld, startBillingWorld } from './billing-world.ts';
import { eventOf } from './event-of.ts';
import type { DoubleSubscription } from './stripe-double.ts';

let world: BillingWorld;
let customer: string;
let workspaceId: string;
let subscription: DoubleSubscription;

beforeAll(async () => {
  world = await startBillingWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  ({ customer, workspaceId } = await world.newWorkspace());
  subscription = {
    id: unique('sub_'),
    status: 'active',
    lookupKey: 'pro_monthly',
    seats: 1,
    created: 1_760_000_000,
  };
  world.stripe.customers.set(customer, [subscription]);
});

/** Stops whoever reaches the step until it is opened. */
function gateAt<Step>(at: Step) {
  const opened = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  return {
    open: opened.resolve,
    reached: reached.promise,
    async onStep(step: Step) {
      if (step !== at) return;
      reached.resolve();
      await opened.promise;
    },
  };
}

/** A worker that stops there for ever, as after kill -9: it does nothing more, not even clean up. */
async function crashAt<Step>(
  at: Step,
  run: (onStep: (step: Step) => Promise<void>) => Promise<unknown>,
): Promise<void> {
  const reached = Promise.withResolvers<void>();
  void run(async (step) => {
    if (step !== at) return;
    reached.resolve();
    await new Promise(() => {});
  });
  await reached.promise;
}

const expireLease = () =>
  world.database.observer.query(
    `update billing_customer set lease_until = now() - interval '1 second' where stripe_customer_id = $1`,
    [customer],
  );

describe('whatever the order of steps, the projection ends as Stripe is', () => {
  test('events committed in another order than they were begun leave none behind', async () => {
    const first = eventOf(customer, 'invoice.payment_failed', { objectId: unique('in_') });
    const gate = gateAt<StoreStep>('inserted');
    const storing = world.store(first, { onStep: gate.onStep });
    await gate.reached;
    const second = eventOf(customer);
    await world.store(second);
    await world.drain();
    expect((await world.event(second.id))?.status).toBe('processed');

    gate.open();
    await storing;
    expect(await world.waitingJobs(customer)).toBe(1);
    await world.drain();
    expect((await world.event(first.id))?.status).toBe('processed');
    expect((await world.audit(workspaceId)).map(({ action }) => action)).toContain('billing.payment_failed');
  });

  test.each<StoreStep>(['inserted', 'marked', 'committed'])(
    'of two events that are stored at once, one of them held up at "%s", both are worked on',
    async (step) => {
      const [first, second] = [eventOf(customer), eventOf(customer)];
      const gate = gateAt<StoreStep>(step);
      const storing = world.store(first, { onStep: gate.onStep });
      await gate.reached;
      const other = world.store(second);
      // Who has marked the customer holds its row until the end.
      if (step !== 'marked') {
        await other;
        await world.drain();
      }
      gate.open();
      await Promise.all([storing, other]);
      await world.drain();
      for (const { id } of [first, second]) expect((await world.event(id))?.status).toBe('processed');
      expect(await world.customer(customer)).toMatchObject({ dirty_seq: '2', synced_seq: '2' });
    },
  );

  test.each<SyncStep>(['leased', 'read', 'written', 'committed'])(
    'what happens while the worker is at "%s" is in our copy in the end',
    async (step) => {
      await world.store(eventOf(customer));
      const late = eventOf(customer);
      let storing: Promise<unknown> | undefined;
      await syncCustomer(customer, {
        async onStep(at) {
          if (at !== step) return;
          subscription.seats = 8;
          storing = world.store(late);
          // Who writes holds the customer's row until the end.
          if (step !== 'written') await storing;
        },
      });
      await storing;
      expect((await world.event(late.id))?.status).toBe('pending');
      await world.drain();
      expect((await world.event(late.id))?.status).toBe('processed');
      expect((await world.subscription(customer))?.seats).toBe(8);
      expect(await world.waitingJobs(customer)).toBe(0);
    },
  );

  test('an event that is being committed while another worker is at it is not called done by that worker', async () => {
    await world.store(eventOf(customer));
    const worker = gateAt<SyncStep>('read');
    const syncing = syncCustomer(customer, { onStep: worker.onStep });
    await worker.reached;
    subscription.seats = 7;
    const late = eventOf(customer);
    await world.store(late);
    worker.open();
    await syncing;
    expect((await world.event(late.id))?.status).toBe('pending');
    expect(await world.customer(customer)).toMatchObject({ dirty_seq: '2', synced_seq: '1' });
    await world.drain();
    expect((await world.subscription(customer))?.seats).toBe(7);
  });

  test('a worker that stalled past its lease cannot overwrite what a newer one wrote', async () => {
    await world.store(eventOf(customer));
    const stalled = gateAt<SyncStep>('read');
    const old = syncCustomer(customer, { onStep: stalled.onStep });
    await stalled.reached;
    subscription.seats = 9;
    await world.store(eventOf(customer));
    await expireLease();
    await world.drain();
    expect((await world.subscription(customer))?.seats).toBe(9);

    stalled.open();
    await expect(old).rejects.toThrow('took');
    expect((await world.subscription(customer))?.seats).toBe(9);
    expect(await world.customer(customer)).toMatchObject({
      dirty_seq: '2',
      synced_seq: '2',
      lease_until: null,
    });
  });

  test('a worker that was fenced out fails without taking the newer one’s lease away', async () => {
    await world.store(eventOf(customer));
    const stalled = gateAt<SyncStep>('leased');
    const old = syncCustomer(customer, { onStep: stalled.onStep });
    await stalled.reached;
    await expireLease();
    const newer = gateAt<SyncStep>('read');
    const syncing = syncCustomer(customer, { onStep: newer.onStep });
    await newer.reached;
    stalled.open();
    await expect(old).rejects.toThrow('took');
    expect((await world.customer(customer)).lease_until).not.toBeNull();
    newer.open();
    expect(await syncing).toBe('synced');
  });

  test('while one worker has a customer, a second one waits its turn', async () => {
    await world.store(eventOf(customer));
    const gate = gateAt<SyncStep>('leased');
    const first = syncCustomer(customer, { onStep: gate.onStep });
    await gate.reached;
    await expect(syncCustomer(customer)).rejects.toThrow('Another worker');
    gate.open();
    expect(await first).toBe('synced');
    expect(await syncCustomer(customer)).toBe('clean');
  });

  test('an event that comes while somebody changes the subscription is worked on as soon as they are done', async () => {
    const lease = await leaseForChange(customer);
    const event = eventOf(customer);
    expect((await world.deliver(event)).status).toBe(200);
    await world.site.settled();
    expect((await world.event(event.id))?.status).toBe('pending');
    await releaseLease(lease);
    await world.site.settled();
    expect((await world.event(event.id))?.status).toBe('processed');
  });

  test('so is one that comes after they have read what they changed', async () => {
    const event = eventOf(customer);
    const syncing = syncChanged(await leaseForChange(customer));
    world.stripe.beforeAnswer = async () => {
      world.stripe.beforeAnswer = async () => {};
      await world.deliver(event);
      await world.site.settled();
    };
    await syncing;
    await world.site.settled();
    expect((await world.event(event.id))?.status).toBe('processed');
  });

  test('a late "updated" after the end of a subscription does not revive it', async () => {
    await world.store(eventOf(customer));
    await world.drain();
    subscription.status = 'canceled';
    await world.store(eventOf(customer, 'customer.subscription.deleted'));
    await world.drain();
    await world.store(eventOf(customer, 'customer.subscription.updated'));
    await world.drain();
    expect(await world.subscription(customer)).toMatchObject({ status: 'canceled' });
  });

  test('of a customer that Stripe has no more, the plan has ended', async () => {
    await world.store(eventOf(customer));
    await world.drain();
    world.stripe.deleted.add(customer);
    await world.store(eventOf(customer, 'customer.deleted'));
    await world.drain();
    expect(await world.subscription(customer)).toMatchObject({ status: 'canceled' });
  });

  test('a customer’s whole state is one request to Stripe', async () => {
    await world.store(eventOf(customer));
    const before = world.stripe.requests();
    await world.drain();
    expect(world.stripe.requests() - before).toBe(1);
  });
});

describe('a crash loses nothing', () => {
  test.each<StoreStep>(['inserted', 'marked'])(
    'of the webhook at "%s": nothing was kept, and Stripe delivers again',
    async (step) => {
      const event = eventOf(customer);
      await expect(
        world.store(event, {
          onStep: async (at) => {
            if (at === step) throw new Error('killed');
          },
        }),
      ).rejects.toThrow('killed');
      expect(await world.event(event.id)).toBeUndefined();
      expect(await world.waitingJobs(customer)).toBe(0);
      await world.store(event);
      await world.drain();
      expect((await world.event(event.id))?.status).toBe('processed');
    },
  );

  test('of the webhook after its commit: the job is there, although nobody poked', async () => {
    const event = eventOf(customer);
    await crashAt<StoreStep>('committed', (onStep) => world.store(event, { onStep }));
    expect(await world.waitingJobs(customer)).toBe(1);
    await world.drain();
    expect((await world.event(event.id))?.status).toBe('processed');
  });

  test.each<SyncStep>(['leased', 'read', 'committed'])(
    'of the worker at "%s": the next one finishes',
    async (step) => {
      const event = eventOf(customer);
      await world.store(event);
      await crashAt<SyncStep>(step, (onStep) => syncCustomer(customer, { onStep }));
      subscription.seats = 3;
      await world.store(eventOf(customer));
      await expireLease();
      await world.drain();
      expect((await world.event(event.id))?.status).toBe('processed');
      expect((await world.subscription(customer))?.seats).toBe(3);
    },
  );

  test('of the worker within its transaction: nothing of it stays', async () => {
    const event = eventOf(customer);
    await world.store(event);
    await expect(
      syncCustomer(customer, {
        onStep: async (step) => {
          if (step === 'written') throw new Error('killed');
        },
      }),
    ).rejects.toThrow('killed');
    expect(await world.subscription(customer)).toBeUndefined();
    expect((await world.event(event.id))?.status).toBe('pending');
    expect(await world.audit(workspaceId)).toEqual([]);
    await world.drain();
    expect((await world.event(event.id))?.status).toBe('processed');
  });
});

describe('a thing that happened once is told once', () => {
  test('two events about one failed invoice are one line in the audit log', async () => {
    const objectId = unique('in_');
    for (const _attempt of [1, 2]) {
      await world.store(eventOf(customer, 'invoice.payment_failed', { objectId }));
      await world.drain();
    }
    const actions = (await world.audit(workspaceId)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'billing.payment_failed')).toHaveLength(1);
  });

  test('a change of plan is told by name', async () => {
    await world.store(eventOf(customer));
    await world.drain();
    subscription.lookupKey = 'business_yearly';
    await world.store(eventOf(customer));
    await world.drain();
    const { rows } = await world.database.observer.query(
      `select changes from audit_event where workspace_id = $1 and action = 'billing.plan_changed' order by created_at`,
      [workspaceId],
    );
    expect(rows.map(({ changes }) => changes)).toEqual([
      { plan: { from: 'Free', to: 'Pro' } },
      { plan: { from: 'Pro', to: 'Business' } },
    ]);
  });
});

describe('a customer that cannot be synchronised', () => {
  const unknownPrice = () => {
    subscription.lookupKey = 'mystery_monthly';
  };

  async function attemptUntilDead() {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      await world.skipDelays();
      await world.drain();
      if ((await world.customer(customer)).dead_at) return;
    }
  }

  test('is given up after its attempts, says why, and comes back with the next event', async () => {
    unknownPrice();
    await world.store(eventOf(customer));
    await attemptUntilDead();
    expect(await world.customer(customer)).toMatchObject({ attempts: 25, lease_until: null });
    expect((await world.customer(customer)).last_error).toContain('price_mystery_monthly');

    subscription.lookupKey = 'pro_monthly';
    await world.store(eventOf(customer));
    await world.drain();
    expect(await world.subscription(customer)).toMatchObject({ plan: 'pro' });
    expect(await world.customer(customer)).toMatchObject({ attempts: 0, dead_at: null, last_error: null });
  });

  test('is given up too when its worker keeps crashing instead of failing', async () => {
    await world.store(eventOf(customer));
    for (let crash = 0; crash < 25; crash += 1) {
      await crashAt<SyncStep>('leased', (onStep) => syncCustomer(customer, { onStep }));
      await expireLease();
    }
    expect(await syncCustomer(customer)).toBe('dead');
    expect((await world.customer(customer)).dead_at).not.toBeNull();
  });

  test('does not keep the others waiting', async () => {
    unknownPrice();
    await world.store(eventOf(customer));
    const other = await world.newWorkspace();
    world.stripe.customers.set(other.customer, [
      { ...subscription, id: unique('sub_'), lookupKey: 'pro_yearly' },
    ]);
    await world.store(eventOf(other.customer));
    await world.drain();
    expect(await world.subscription(other.customer)).toMatchObject({ plan: 'pro' });
  });
});

describe('what Stripe’s list of subscriptions means', () => {
  const trial = () => ({ ...subscription, id: unique('sub_'), status: 'trialing', trialEnd: 1_999_999_999 });

  test('a paid subscription ends the trial it replaces, and decides the plan', async () => {
    const replaced = trial();
    subscription.lookupKey = 'business_monthly';
    world.stripe.customers.set(customer, [replaced, subscription]);
    await world.store(eventOf(customer));
    await world.drain();
    expect(await world.subscription(customer)).toMatchObject({
      plan: 'business',
      status: 'active',
      stripe_subscription_id: subscription.id,
    });
    expect(replaced.status).toBe('canceled');
  });

  test('an ended subscription beside a running one changes nothing', async () => {
    const newer = {
      ...subscription,
      id: unique('sub_'),
      status: 'canceled',
      created: subscription.created + 10,
    };
    world.stripe.customers.set(customer, [newer, subscription]);
    await world.store(eventOf(customer));
    await world.drain();
    expect(await world.subscription(customer)).toMatchObject({ status: 'active' });
  });

  test('a trial alone stays a trial', async () => {
    const only = trial();
    world.stripe.customers.set(customer, [only]);
    await world.store(eventOf(customer));
    await world.drain();
    expect(only.status).toBe('trialing');
    expect(await world.subscription(customer)).toMatchObject({ plan: 'pro', status: 'trialing' });
  });
});
