import { getBilling } from '@archipelago/core/billing/get-billing';
import { listInvoices } from '@archipelago/core/billing/list-invoices';
import { isReadOnly } from '@archipelago/core/billing/payment-standing';
import { startCheckout } from '@archipelago/core/billing/start-checkout';
import { startTrial } from '@archipelago/core/billing/start-trial';
import { stripe } from '@archipelago/core/billing/stripe';
import { syncSeats } from '@archipelago/core/billing/sync-seats';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextOfOwner,
  customerOf,
  type LocalWorkspace,
  type LocalWorld,
  newLocalWorkspace,
  payAtCheckout,
  settle,
  startLocalWorld,
} from './local-world.ts';
import { addPerson } from './people.ts';

const day = 86_400;
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
const kinds = async () => (await world.effects(workspace.id)).map(({ kind }) => kind);

async function pass(days: number): Promise<void> {
  await world.stripe.clock.advance(world.stripe.clock.now() + days * day);
  await settle(world);
}

async function buyPro(): Promise<void> {
  const { url } = await startCheckout(await asOwner(), { plan: 'pro', interval: 'month' });
  await payAtCheckout(url);
  await settle(world);
}

describe('whoever moves Stripe’s clock sees the product follow, though nothing else happened at Stripe', () => {
  test('to both reminders of a trial, each once', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    await settle(world);
    await pass(11);
    expect((await kinds()).filter((kind) => kind === 'trial-ending')).toHaveLength(1);
    for (const days of [2, 0.1, 0.1]) await pass(days);
    expect((await kinds()).filter((kind) => kind === 'trial-ending')).toHaveLength(2);
  });

  test('to the end of the days of grace', async () => {
    await world.stripe.conditions.set({ afterLastFailure: 'past_due' });
    await buyPro();
    const customer = await customerOf(world, workspace.id);
    const { id } = await stripe().paymentMethods.attach('pm_card_chargeCustomerFail', { customer });
    await stripe().customers.update(customer, { invoice_settings: { default_payment_method: id } });
    const [running] = (await stripe().subscriptions.list({ customer })).data;
    await stripe().subscriptions.update(running?.id ?? '', { default_payment_method: id });
    const renewsAt = (await billing()).renewal?.at.getTime() ?? 0;
    await pass((renewsAt / 1_000 - world.stripe.clock.now()) / day + 0.5);
    expect(isReadOnly((await asOwner()).subscription)).toBe(false);
    await pass(13);
    expect(isReadOnly((await asOwner()).subscription)).toBe(false);
    await pass(0.6);
    expect(isReadOnly((await asOwner()).subscription)).toBe(true);
    expect((await kinds()).filter((kind) => kind === 'read-only')).toHaveLength(1);
    await world.stripe.conditions.set({ afterLastFailure: 'cancel' });
  });
});

describe('the next payment that is shown is the next invoice, to the cent', () => {
  const newestTotal = async () => (await listInvoices(await asOwner(), {})).items[0]?.total;
  const join = async () => {
    const member = await addPerson(world.database, workspace.id, 'member');
    await syncSeats(workspace.id);
    await settle(world);
    return member;
  };

  test('when people come and go in the middle of a period', async () => {
    await buyPro();
    expect(await billing()).toMatchObject({ renewal: { amount: 2_400 }, pendingAmount: 0 });
    await pass(10);
    const member = await join();
    await pass(3);
    await join();
    const both = await billing();
    expect(both.pendingAmount).toBeGreaterThan(1_200);
    expect(both.renewal?.amount).toBe(4 * 1_200 + both.pendingAmount);
    await pass(4);
    await world.database.observer.query('delete from member where workspace_id = $1 and user_id = $2', [
      workspace.id,
      member,
    ]);
    await syncSeats(workspace.id);
    await settle(world);
    const shown = await billing();
    expect(shown.pendingAmount).toBeLessThan(both.pendingAmount);
    await pass(16);
    expect(await newestTotal()).toBe(shown.renewal?.amount);
    expect(await billing()).toMatchObject({ renewal: { amount: 3 * 1_200 }, pendingAmount: 0 });
  });
});
