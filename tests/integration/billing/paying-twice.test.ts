import { confirmCheckout } from '@archipelago/core/billing/confirm-checkout';
import { getBilling } from '@archipelago/core/billing/get-billing';
import { startCheckout } from '@archipelago/core/billing/start-checkout';
import { startTrial } from '@archipelago/core/billing/start-trial';
import { stripe } from '@archipelago/core/billing/stripe';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  contextOfOwner,
  customerOf,
  type LocalWorkspace,
  type LocalWorld,
  liveSubscriptions,
  newLocalWorkspace,
  payAtCheckout,
  settle,
  startLocalWorld,
} from './local-world.ts';
import { addPerson } from './people.ts';

let world: LocalWorld;
let workspace: LocalWorkspace;

beforeAll(async () => {
  world = await startLocalWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  workspace = await newLocalWorkspace(world);
});

const asOwner = () => contextOfOwner(world, workspace);
const billing = async () => getBilling(await asOwner(), {});
const pro = { plan: 'pro', interval: 'month' } as const;
const business = { plan: 'business', interval: 'month' } as const;

const sessionOf = (response: Response) =>
  new URL(response.headers.get('location') ?? 'http://nowhere').searchParams.get('checkout') ?? '';

/** What the workspace has at Stripe: running subscriptions, and every amount that was ever charged. */
async function bought() {
  await settle(world);
  const customer = await customerOf(world, workspace.id);
  const { data } = await stripe().invoices.list({ customer, limit: 100 });
  const charged = data.map(({ amount_paid }) => amount_paid).filter((amount) => amount > 0);
  return { subscriptions: (await liveSubscriptions(world, workspace.id)).length, charged };
}

/** Holds the workspace's log until two wait: both have looked then whether it was written already. */
async function atOnce<Result>(begin: () => Promise<Result>): Promise<Result> {
  const holder = await world.database.observer.connect();
  await holder.query('begin');
  await holder.query('select 1 from audit_chain where workspace_id = $1 for update', [workspace.id]);
  const begun = begin();
  const waiting = `select count(*)::int as count from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database() and pid <> pg_backend_pid()`;
  while ((await world.database.observer.query(waiting)).rows[0].count < 2) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await holder.query('rollback');
  holder.release();
  return begun;
}

test('a Checkout that was left is nothing, and the same one when they come back', async () => {
  const { url } = await startCheckout(await asOwner(), pro);
  expect((await fetch(url)).status).toBe(200);
  expect(await bought()).toEqual({ subscriptions: 0, charged: [] });
  expect(await billing()).toMatchObject({ plan: 'free', can: { checkout: true } });
  expect((await startCheckout(await asOwner(), pro)).url).toBe(url);
  expect((await payAtCheckout(url)).status).toBe(303);
  expect(await bought()).toEqual({ subscriptions: 1, charged: [2 * 1_200] });
});

test('one that has expired charges nobody, says so, and makes room for another', async () => {
  const { url } = await startCheckout(await asOwner(), pro);
  await world.stripe.clock.advance(world.stripe.clock.now() + 25 * 3_600);
  expect((await payAtCheckout(url)).status).toBe(410);
  const sessionId =
    url
      .split('/')
      .at(-1)
      ?.replace(/[?#].*/, '') ?? '';
  expect(await confirmCheckout(await asOwner(), { sessionId })).toMatchObject({
    status: 'expired',
    isPaid: false,
    plan: 'free',
  });
  expect(await bought()).toEqual({ subscriptions: 0, charged: [] });
  const again = await startCheckout(await asOwner(), pro);
  expect(again.url).not.toBe(url);
  expect((await payAtCheckout(again.url)).status).toBe(303);
  expect(await bought()).toEqual({ subscriptions: 1, charged: [2 * 1_200] });
});

test('one that two people pay for at once is one subscription and one charge, and confirmed once', async () => {
  const { url } = await startCheckout(await asOwner(), pro);
  const paid = await Promise.all([payAtCheckout(url), payAtCheckout(url)]);
  expect(paid.filter(({ status }) => status === 303).length).toBeGreaterThan(0);
  expect(await bought()).toEqual({ subscriptions: 1, charged: [2 * 1_200] });
  const sessionId = sessionOf(paid.find(({ status }) => status === 303) ?? new Response());
  const another = await addPerson(world.database, workspace.id, 'owner');
  const owners = [await asOwner(), await contextOfOwner(world, { ...workspace, owner: another })];
  const confirmed = await atOnce(() =>
    Promise.all(owners.map((context) => confirmCheckout(context, { sessionId }))),
  );
  expect(confirmed).toEqual([1, 2].map(() => ({ status: 'complete', isPaid: true, plan: 'pro' })));
  const lines = (await world.audit(workspace.id)).filter(
    ({ action }) => action === 'billing.checkout_confirmed',
  );
  expect(lines).toHaveLength(1);
});

test('two that were opened in two tabs at once, and both paid for, are one subscription and one charge', async () => {
  const context = await asOwner();
  const opened = await Promise.all([startCheckout(context, pro), startCheckout(context, business)]);
  const paid = await Promise.all(opened.map(({ url }) => payAtCheckout(url)));
  expect(paid.map(({ status }) => status).toSorted()).toEqual([303, 410]);
  const { subscriptions, charged } = await bought();
  expect([subscriptions, charged.length]).toEqual([1, 1]);
});

test('paying in one tab while another opens a second Checkout never ends in two', async () => {
  for (const trial of [false, true]) {
    workspace = await newLocalWorkspace(world);
    if (trial) await startTrial(await asOwner(), pro);
    const first = await startCheckout(await asOwner(), pro);
    const [paid, second] = await Promise.allSettled([
      payAtCheckout(first.url),
      startCheckout(await asOwner(), business),
    ]);
    const late = second.status === 'fulfilled' ? (await payAtCheckout(second.value.url)).status : null;
    const first303 = paid.status === 'fulfilled' && paid.value.status === 303;
    expect([first303, late === 303].filter(Boolean)).toHaveLength(1);
    const { subscriptions, charged } = await bought();
    expect([subscriptions, charged.length]).toEqual([1, 1]);
  }
});
