import { randomUUID } from 'node:crypto';
import { grantOf } from '@archipelago/core/access/grant';
import type { Role } from '@archipelago/core/access/roles';
import { confirmCheckout } from '@archipelago/core/billing/confirm-checkout';
import { getBilling } from '@archipelago/core/billing/get-billing';
import { listInvoices } from '@archipelago/core/billing/list-invoices';
import { openPortal } from '@archipelago/core/billing/open-portal';
import { reconcileBilling } from '@archipelago/core/billing/reconcile-billing';
import { startCheckout } from '@archipelago/core/billing/start-checkout';
import { startTrial } from '@archipelago/core/billing/start-trial';
import { stripe } from '@archipelago/core/billing/stripe';
import { syncSeats } from '@archipelago/core/billing/sync-seats';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { unique } from '../../support/own-database.ts';
import {
  type LocalWorld,
  liveSubscriptions as liveSubscriptionsOf,
  payAtCheckout as pay,
  settle as settleWorld,
  startLocalWorld,
} from './local-world.ts';
import { addPerson, ownerContext } from './people.ts';

const day = 86_400;
let world: LocalWorld;
let workspace: { id: string; slug: string };
let owner: string;

beforeAll(async () => {
  world = await startLocalWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  workspace = { id: randomUUID(), slug: unique('w') };
  await world.database.observer.query('insert into workspace (id, slug, name) values ($1, $2, $3)', [
    workspace.id,
    workspace.slug,
    'Journey',
  ]);
  owner = await add('owner');
  await add('admin');
  await add('guest');
});

/** As the middleware makes it for a request of the owner. */
const asOwner = () => ownerContext(world.database, workspace, owner);
const add = (role: Role) => addPerson(world.database, workspace.id, role);

const billing = async () => getBilling(await asOwner(), {});

const settle = () => settleWorld(world);

const sessionOf = (response: Response) =>
  new URL(response.headers.get('location') ?? 'http://nowhere').searchParams.get('checkout') ?? '';

const liveSubscriptions = () => liveSubscriptionsOf(world, workspace.id);

describe('an owner', () => {
  test('starts the trial without a card and is on Pro at once', async () => {
    expect(await billing()).toMatchObject({ plan: 'free', status: 'free', can: { startTrial: true } });
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    const after = await billing();
    expect(after).toMatchObject({
      plan: 'pro',
      status: 'trialing',
      renewal: null,
      paymentMethod: null,
      seats: { paid: 2, allowed: 50 },
      can: { startTrial: false, checkout: true, openPortal: true },
    });
    expect(after.trialEndsAt?.getTime()).toBe(after.endsAt?.getTime());
    expect(after.trialEndsAt?.getTime()).toBeGreaterThan(Date.now() + 13 * day * 1000);
  });

  test('pays for the trial through Checkout: the plan is paid when they come back, and there is one subscription', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    const { url } = await startCheckout(await asOwner(), { plan: 'pro', interval: 'month' });
    const paid = await pay(url);
    expect(paid.status).toBe(303);
    expect(await confirmCheckout(await asOwner(), { sessionId: sessionOf(paid) })).toEqual({
      status: 'complete',
      isPaid: true,
      plan: 'pro',
    });
    expect(await billing()).toMatchObject({
      plan: 'pro',
      status: 'active',
      paymentMethod: 'Visa ending in 4242',
      renewal: { amount: 2 * 1_200 },
      endsAt: null,
      can: { checkout: false },
    });
    await settle();
    expect(await liveSubscriptions()).toHaveLength(1);
    expect(await billing()).toMatchObject({ plan: 'pro', status: 'active' });
    const invoices = await listInvoices(await asOwner(), {});
    expect(invoices.items.filter(({ total, status }) => total === 2_400 && status === 'paid')).toHaveLength(
      1,
    );
  });

  test('has the plan too when they never come back from Checkout', async () => {
    const { url } = await startCheckout(await asOwner(), { plan: 'business', interval: 'year' });
    await pay(url);
    await settle();
    expect(await billing()).toMatchObject({
      plan: 'business',
      interval: 'year',
      status: 'active',
      renewal: { amount: 2 * 28_800 },
    });
  });

  test('whose card is declined has paid nothing and can try another', async () => {
    const { url } = await startCheckout(await asOwner(), { plan: 'pro', interval: 'month' });
    expect((await pay(url, '4000 0000 0000 0002')).status).toBe(402);
    await settle();
    expect(await billing()).toMatchObject({ plan: 'free' });
    expect((await pay(url)).status).toBe(303);
    await settle();
    expect(await billing()).toMatchObject({ plan: 'pro', status: 'active' });
  });

  test('who lets the trial end is on Free again, and nothing was charged', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    await world.stripe.clock.advance(world.stripe.clock.now() + 15 * day);
    await settle();
    expect(await billing()).toMatchObject({
      plan: 'free',
      status: 'canceled',
      can: { startTrial: false, checkout: true },
    });
    const invoices = await listInvoices(await asOwner(), {});
    expect(invoices.items.filter(({ total }) => total > 0)).toEqual([]);
  });

  test('gets one trial', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    const again = startTrial(await asOwner(), { plan: 'pro', interval: 'year' });
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await liveSubscriptions()).toHaveLength(1);
  });

  test('opens the portal', async () => {
    await expect(openPortal(await asOwner(), {})).rejects.toMatchObject({ code: 'CONFLICT' });
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    const { url } = await openPortal(await asOwner(), {});
    expect((await fetch(url)).status).toBe(200);
    const card = await openPortal(await asOwner(), { flow: 'payment-method' });
    expect((await fetch(card.url)).status).toBe(200);
  });
});

describe('nobody pays twice', () => {
  test('two who start the trial at once start one', async () => {
    const context = await asOwner();
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => startTrial(context, { plan: 'pro', interval: 'month' })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await liveSubscriptions()).toHaveLength(1);
  });

  test('a second Checkout closes the first, so that only one can be paid', async () => {
    const first = await startCheckout(await asOwner(), { plan: 'pro', interval: 'month' });
    const second = await startCheckout(await asOwner(), { plan: 'business', interval: 'month' });
    expect((await pay(first.url)).status).toBe(410);
    expect((await pay(second.url)).status).toBe(303);
    expect(await liveSubscriptions()).toHaveLength(1);
  });

  test('the same Checkout asked for twice, also at once, is the same', async () => {
    const context = await asOwner();
    const opened = await Promise.all(
      [1, 2, 3].map(() => startCheckout(context, { plan: 'pro', interval: 'month' })),
    );
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1);
  });

  test('with a paid subscription, Checkout is refused before and after we know of it', async () => {
    const { url } = await startCheckout(await asOwner(), { plan: 'pro', interval: 'month' });
    const early = await asOwner();
    await pay(url);
    const refusal = { code: 'CONFLICT', reason: 'already-subscribed' };
    await expect(startCheckout(early, { plan: 'pro', interval: 'month' })).rejects.toMatchObject(refusal);
    await settle();
    await expect(startCheckout(await asOwner(), { plan: 'pro', interval: 'year' })).rejects.toMatchObject(
      refusal,
    );
    await expect(startTrial(await asOwner(), { plan: 'pro', interval: 'year' })).rejects.toMatchObject(
      refusal,
    );
  });
});

describe('a purchase belongs to its workspace', () => {
  test('another workspace cannot confirm it', async () => {
    const { url } = await startCheckout(await asOwner(), { plan: 'pro', interval: 'month' });
    const paid = await pay(url);
    workspace = { id: randomUUID(), slug: unique('w') };
    await world.database.observer.query('insert into workspace (id, slug, name) values ($1, $2, $3)', [
      workspace.id,
      workspace.slug,
      'Thief',
    ]);
    owner = await add('owner');
    const stolen = confirmCheckout(await asOwner(), { sessionId: sessionOf(paid) });
    await expect(stolen).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await billing()).toMatchObject({ plan: 'free' });
  });

  test.each(['admin', 'member', 'guest', null] as const)(
    '%s cannot buy, start or manage anything',
    async (role) => {
      const context = { ...(await asOwner()), grant: role && grantOf(role, null) };
      const code = role === 'admin' || role === 'member' ? 'FORBIDDEN' : 'NOT_FOUND';
      for (const refused of [
        startTrial(context, { plan: 'pro', interval: 'month' }),
        startCheckout(context, { plan: 'pro', interval: 'month' }),
        openPortal(context, {}),
        confirmCheckout(context, { sessionId: 'cs_test_12345678' }),
      ]) {
        await expect(refused).rejects.toMatchObject({ code });
      }
    },
  );
});

describe('seats', () => {
  test('follow the team, as an absolute number, and guests are free', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    await add('member');
    await add('guest');
    await syncSeats(workspace.id);
    await syncSeats(workspace.id);
    await settle();
    expect((await billing()).seats.paid).toBe(3);
  });

  test('of somebody who joins while the owner is at Checkout are paid for', async () => {
    const { url } = await startCheckout(await asOwner(), { plan: 'pro', interval: 'month' });
    await add('member');
    await pay(url);
    await settle();
    await settle();
    expect((await billing()).seats.paid).toBe(3);
  });

  test('of a workspace without a subscription concern nobody', async () => {
    await expect(syncSeats(workspace.id)).resolves.toBeUndefined();
  });
});

describe('a renewal', () => {
  test('that fails leaves the plan in place while Stripe tries again, and says so', async () => {
    const { url } = await startCheckout(await asOwner(), { plan: 'pro', interval: 'month' });
    await pay(url);
    await settle();
    await endOtherSubscriptions();
    await world.stripe.declineNextCharge.set(true);
    await world.stripe.clock.advance(world.stripe.clock.now() + 32 * day);
    await settle();
    expect(await billing()).toMatchObject({ plan: 'pro', status: 'past_due', isPastDue: true });
    const { rows } = await world.database.observer.query(
      `select action from audit_event where workspace_id = $1 and action = 'billing.payment_failed'`,
      [workspace.id],
    );
    expect(rows).toHaveLength(1);
  });

  /** The decline is for whatever is charged next, so nothing else may be. */
  async function endOtherSubscriptions() {
    const [own] = await liveSubscriptions();
    const all = await stripe().subscriptions.list({ limit: 100 });
    for (const { id } of all.data) {
      if (id !== own?.id) await stripe().subscriptions.cancel(id);
    }
    await settle();
  }
});

describe('reconciling', () => {
  test('finds what never arrived', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    await settle();
    await world.database.observer.query(
      `delete from stripe_event where stripe_customer_id = (select stripe_customer_id from billing_customer where workspace_id = $1)`,
      [workspace.id],
    );
    await world.database.observer.query(`update subscription set seats = 40 where workspace_id = $1`, [
      workspace.id,
    ]);
    expect((await reconcileBilling()).recovered).toBeGreaterThan(0);
    await world.drain();
    expect((await billing()).seats.paid).toBe(2);
    expect((await reconcileBilling()).recovered).toBe(0);
  });
});
