import { cancelSubscription } from '@archipelago/core/billing/cancel-subscription';
import type { Interval, PaidPlan } from '@archipelago/core/billing/catalogue';
import { downgradePlan } from '@archipelago/core/billing/downgrade-plan';
import { eraseAtStripe } from '@archipelago/core/billing/erase-at-stripe';
import { getBilling } from '@archipelago/core/billing/get-billing';
import { previewChange } from '@archipelago/core/billing/preview-change';
import { readPreviewToken } from '@archipelago/core/billing/preview-token';
import { resumeSubscription } from '@archipelago/core/billing/resume-subscription';
import { settleSubscription } from '@archipelago/core/billing/settle-subscription';
import { startCheckout } from '@archipelago/core/billing/start-checkout';
import { startTrial } from '@archipelago/core/billing/start-trial';
import { stripe } from '@archipelago/core/billing/stripe';
import { syncSeats } from '@archipelago/core/billing/sync-seats';
import { upgradePlan } from '@archipelago/core/billing/upgrade-plan';
import { withdrawDowngrade } from '@archipelago/core/billing/withdraw-downgrade';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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

/** Whoever is left behind would renew with every month that the clock passes. */
afterEach(() => eraseAtStripe(workspace.id));

const asOwner = () => contextOfOwner(world, workspace);
const billing = async () => getBilling(await asOwner(), {});
const audited = async () => (await world.audit(workspace.id)).map(({ action }) => action);

async function buy(plan: PaidPlan, interval: Interval, code?: string): Promise<void> {
  const { url } = await startCheckout(await asOwner(), { plan, interval });
  if (code) await payAtCheckout(`${url}/code`, '', { code });
  expect((await payAtCheckout(url)).status).toBe(303);
  await settle(world);
}

async function pass(days: number): Promise<void> {
  await world.stripe.clock.advance(world.stripe.clock.now() + days * day);
  await settle(world);
}

const preview = async (plan: PaidPlan, interval: Interval) =>
  previewChange(await asOwner(), { plan, interval });

async function upgrade(plan: PaidPlan, interval: Interval) {
  const { token } = await preview(plan, interval);
  return upgradePlan(await asOwner(), { preview: token });
}

async function downgrade(plan: PaidPlan, interval: Interval) {
  const { token } = await preview(plan, interval);
  return downgradePlan(await asOwner(), { preview: token });
}

/** Newest first. */
async function invoices() {
  const { data } = await stripe().invoices.list({ customer: await customerOf(world, workspace.id) });
  return data;
}

async function passRenewal(): Promise<void> {
  const [subscription] = await liveSubscriptions(world, workspace.id);
  const end = subscription?.items.data[0]?.current_period_end ?? 0;
  await world.stripe.clock.advance(end + 2 * 3_600);
  await settle(world);
}

describe('an upgrade', () => {
  test('charges what its preview said, to the cent, and so does the renewal after it', async () => {
    await buy('pro', 'month');
    await pass(10);
    const shown = await preview('business', 'month');
    expect(shown).toMatchObject({ timing: 'now', effectiveAt: null, seats: 2 });
    expect(shown.dueNow).toBe(shown.lines.reduce((sum, { amount }) => sum + amount, 0));
    expect(shown.dueNow).toBeGreaterThan(0);
    expect(shown.renewal.amount).toBe(2 * 2_900);
    // Whoever takes an hour to decide pays for the moment they were shown.
    await world.stripe.clock.advance(world.stripe.clock.now() + 1_800);
    const made = await upgradePlan(await asOwner(), { preview: shown.token });
    expect(made).toMatchObject({ planName: 'Business', charged: shown.dueNow });
    expect((await invoices())[0]).toMatchObject({ status: 'paid', amount_paid: shown.dueNow });
    expect(await billing()).toMatchObject({ plan: 'business', interval: 'month', seats: { paid: 2 } });
    await passRenewal();
    expect((await invoices())[0]?.amount_paid).toBe(shown.renewal.amount);
    expect(await audited()).toContain('billing.upgraded');
  });

  test('to a year begins the year now and gives the unused month back', async () => {
    await buy('pro', 'month');
    await pass(15);
    const shown = await preview('business', 'year');
    await upgradePlan(await asOwner(), { preview: shown.token });
    expect((await invoices())[0]?.amount_paid).toBe(shown.dueNow);
    expect(await billing()).toMatchObject({ plan: 'business', interval: 'year' });
    expect((await billing()).renewal).toEqual(shown.renewal);
  });

  test('that two people confirm at once is one change and one charge', async () => {
    const another = await addPerson(world.database, workspace.id, 'owner');
    await buy('pro', 'month');
    await pass(3);
    const before = (await invoices()).length;
    const [one, two] = [await preview('business', 'month'), await preview('business', 'month')];
    const olga = await asOwner();
    const otto = await contextOfOwner(world, { ...workspace, owner: another });
    const made = await Promise.all([
      upgradePlan(olga, { preview: one.token }),
      upgradePlan(otto, { preview: two.token }),
      upgradePlan(olga, { preview: one.token }),
    ]);
    expect(made.map(({ charged }) => charged).toSorted((a, b) => a - b)).toEqual([0, 0, one.dueNow]);
    expect(await invoices()).toHaveLength(before + 1);
    expect((await audited()).filter((action) => action === 'billing.upgraded')).toHaveLength(1);
  });

  test('that the card does not pay changes nothing, and can be confirmed again', async () => {
    await buy('pro', 'month');
    await pass(5);
    const { token } = await preview('business', 'month');
    await world.stripe.declineNextCharge.set(true);
    await expect(upgradePlan(await asOwner(), { preview: token })).rejects.toMatchObject({
      code: 'PAYMENT_REQUIRED',
      reason: 'card-declined',
    });
    expect(await billing()).toMatchObject({ plan: 'pro', status: 'active' });
    await upgradePlan(await asOwner(), { preview: token });
    expect(await billing()).toMatchObject({ plan: 'business', status: 'active' });
  });

  test('is refused when the team has changed since the preview', async () => {
    await buy('pro', 'month');
    const { token } = await preview('business', 'month');
    await addPerson(world.database, workspace.id, 'member');
    await expect(upgradePlan(await asOwner(), { preview: token })).rejects.toMatchObject({
      code: 'CONFLICT',
      reason: 'preview-outdated',
    });
    expect(await billing()).toMatchObject({ plan: 'pro' });
  });

  test('is refused when the period it was worked out for is over', async () => {
    await buy('pro', 'month');
    const { token } = await preview('business', 'month');
    await passRenewal();
    await expect(upgradePlan(await asOwner(), { preview: token })).rejects.toMatchObject({
      reason: 'preview-outdated',
    });
  });

  test('cannot be confirmed with a preview of another workspace, or a changed one', async () => {
    await buy('pro', 'month');
    const { token } = await preview('business', 'month');
    const [body = '', signature] = token.split('.');
    const cheaper = Buffer.from(
      Buffer.from(body, 'base64url')
        .toString()
        .replace(/"dueNow":\d+/, '"dueNow":1'),
    ).toString('base64url');
    const refusal = { code: 'CONFLICT', reason: 'preview-outdated' };
    for (const forged of [`${cheaper}.${signature}`, body, '', `${token}x`]) {
      await expect(upgradePlan(await asOwner(), { preview: forged })).rejects.toMatchObject(refusal);
    }
    const hourLater = Date.now() + 61 * 60 * 1_000;
    expect(() => readPreviewToken(workspace.id, token, hourLater)).toThrow(/Look at them again/);
    const first = workspace.id;
    workspace = await newLocalWorkspace(world);
    await buy('pro', 'month');
    await eraseAtStripe(first);
    await expect(upgradePlan(await asOwner(), { preview: token })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('is found made when the answer was lost on the way', async () => {
    await buy('pro', 'month');
    const { token } = await preview('business', 'month');
    await upgradePlan(await asOwner(), { preview: token });
    await world.database.observer.query(`update subscription set plan = 'pro' where workspace_id = $1`, [
      workspace.id,
    ]);
    expect(await upgradePlan(await asOwner(), { preview: token })).toMatchObject({ charged: 0 });
    expect(await billing()).toMatchObject({ plan: 'business' });
  });

  test('confirmed once more from an old page takes back nothing that was planned since', async () => {
    await buy('pro', 'month');
    const { token } = await preview('business', 'month');
    await upgradePlan(await asOwner(), { preview: token });
    await pass(1);
    await downgrade('pro', 'month');
    expect(await upgradePlan(await asOwner(), { preview: token })).toMatchObject({ charged: 0 });
    expect(await billing()).toMatchObject({ plan: 'business', planned: { plan: 'pro' } });
  });

  test('in a trial with a card is made at once and charged when the trial ends', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    const customer = await customerOf(world, workspace.id);
    const card = await stripe().paymentMethods.attach('pm_card_visa', { customer });
    await stripe().customers.update(customer, { invoice_settings: { default_payment_method: card.id } });
    await settle(world);
    expect(await billing()).toMatchObject({ status: 'trialing', can: { changePlan: true } });
    const shown = await preview('business', 'year');
    expect(shown).toMatchObject({ timing: 'now', dueNow: 0, lines: [], renewal: { amount: 2 * 28_800 } });
    await upgradePlan(await asOwner(), { preview: shown.token });
    expect(await billing()).toMatchObject({ plan: 'business', interval: 'year', status: 'trialing' });
    await pass(15);
    expect((await invoices())[0]?.amount_paid).toBe(shown.renewal.amount);
  });
});

describe('a smaller plan', () => {
  test('waits for the renewal, which charges what was previewed', async () => {
    await buy('business', 'month');
    await pass(10);
    const shown = await preview('pro', 'month');
    expect(shown).toMatchObject({ timing: 'at-renewal', dueNow: 0, lines: [] });
    await downgradePlan(await asOwner(), { preview: shown.token });
    const after = await billing();
    expect(after).toMatchObject({
      plan: 'business',
      planned: { plan: 'pro', interval: 'month', at: shown.effectiveAt },
      renewal: shown.renewal,
      endsAt: null,
    });
    await passRenewal();
    expect(await billing()).toMatchObject({ plan: 'pro', planned: null });
    expect((await invoices())[0]?.amount_paid).toBe(shown.renewal.amount);
    await passRenewal();
    expect((await invoices())[0]?.amount_paid).toBe(2 * 1_200);
    expect(await audited()).toEqual(
      expect.arrayContaining(['billing.downgrade_planned', 'billing.planned_plan_changed']),
    );
  });

  test('is charged for everybody who joins before it begins', async () => {
    await buy('business', 'month');
    await downgrade('pro', 'month');
    await addPerson(world.database, workspace.id, 'member');
    await syncSeats(workspace.id);
    await syncSeats(workspace.id);
    await settle(world);
    expect(await billing()).toMatchObject({
      plan: 'business',
      planned: { plan: 'pro' },
      seats: { paid: 3 },
    });
    // Who joined is on Business until then.
    const { renewal, pendingAmount } = await billing();
    expect(renewal?.amount).toBe(3 * 1_200 + pendingAmount);
    await passRenewal();
    expect((await invoices())[0]?.amount_paid).toBe(renewal?.amount);
    expect(await billing()).toMatchObject({ plan: 'pro', seats: { paid: 3 }, pendingAmount: 0 });
    await passRenewal();
    expect((await invoices())[0]?.amount_paid).toBe(3 * 1_200);
  });

  test('can be taken back, and planned again', async () => {
    await buy('business', 'month');
    await downgrade('pro', 'year');
    await downgrade('pro', 'month');
    expect((await billing()).planned).toMatchObject({ plan: 'pro', interval: 'month' });
    await withdrawDowngrade(await asOwner(), {});
    await withdrawDowngrade(await asOwner(), {});
    expect(await billing()).toMatchObject({ planned: null, renewal: { amount: 2 * 2_900 } });
    await downgrade('pro', 'month');
    expect((await billing()).planned).toMatchObject({ plan: 'pro' });
    expect((await audited()).filter((action) => action === 'billing.downgrade_withdrawn')).toHaveLength(1);
  });

  test('is dropped by an upgrade, and by cancelling', async () => {
    await buy('business', 'month');
    await downgrade('pro', 'month');
    await upgrade('business', 'year');
    expect(await billing()).toMatchObject({ plan: 'business', interval: 'year', planned: null });
    await downgrade('pro', 'year');
    await cancelSubscription(await asOwner(), { reason: 'unused', comment: '' });
    expect(await billing()).toMatchObject({ planned: null, can: { changePlan: false, resume: true } });
    await expect(preview('pro', 'year')).rejects.toMatchObject({ code: 'CONFLICT', reason: 'ending' });
  });

  test('waits again when the workspace was closed and restored meanwhile', async () => {
    await buy('business', 'month');
    await downgrade('pro', 'month');
    const status = (to: string) =>
      world.database.observer.query(
        `update workspace set status = $2::workspace_status, erase_after = case when $2 = 'deleting' then now() + interval '1 day' end where id = $1`,
        [workspace.id, to],
      );
    await status('deleting');
    await settleSubscription(workspace.id);
    await settleSubscription(workspace.id);
    await settle(world);
    expect((await liveSubscriptions(world, workspace.id))[0]).toMatchObject({ cancel_at_period_end: true });
    await status('active');
    await settleSubscription(workspace.id);
    await settle(world);
    expect(await billing()).toMatchObject({ endsAt: null, planned: { plan: 'pro', interval: 'month' } });
  });
});

describe('cancelling', () => {
  test('keeps the plan until the period ends; keeping it again renews as before', async () => {
    await buy('pro', 'month');
    const { endsAt } = await cancelSubscription(await asOwner(), {});
    await cancelSubscription(await asOwner(), {});
    expect(await billing()).toMatchObject({ plan: 'pro', endsAt, renewal: null });
    await resumeSubscription(await asOwner(), {});
    await resumeSubscription(await asOwner(), {});
    expect(await billing()).toMatchObject({ plan: 'pro', endsAt: null, can: { changePlan: true } });
    const actions = await audited();
    for (const action of ['billing.cancelled', 'billing.resumed'])
      expect(actions.filter((candidate) => candidate === action)).toHaveLength(1);
    await cancelSubscription(await asOwner(), {});
    await passRenewal();
    expect(await billing()).toMatchObject({ plan: 'free', status: 'canceled', can: { checkout: true } });
    await expect(resumeSubscription(await asOwner(), {})).rejects.toMatchObject({
      reason: 'no-subscription',
    });
  });
});

describe('a discount', () => {
  test('from Checkout is on the page, in the preview, and on later invoices until it ends', async () => {
    await stripe().coupons.create({
      id: workspace.slug,
      percent_off: 25,
      duration: 'repeating',
      duration_in_months: 2,
    });
    const code = workspace.slug.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
    await stripe().promotionCodes.create({ promotion: { type: 'coupon', coupon: workspace.slug }, code });
    await buy('business', 'month', code);
    expect(await billing()).toMatchObject({
      discount: { name: code, percentOff: 25 },
      renewal: { amount: 2 * 2_175 },
    });
    const shown = await preview('pro', 'month');
    expect(shown.renewal.amount).toBe(2 * 900);
    await downgradePlan(await asOwner(), { preview: shown.token });
    await passRenewal();
    expect((await invoices())[0]?.amount_paid).toBe(2 * 900);
    await passRenewal();
    expect(await billing()).toMatchObject({ discount: null });
    expect((await invoices())[0]?.amount_paid).toBe(2 * 1_200);
    expect(await audited()).toContain('billing.discount_changed');
  });
});
