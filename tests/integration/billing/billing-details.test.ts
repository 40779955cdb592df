import { grantOf } from '@archipelago/core/access/grant';
import { cancelSubscription } from '@archipelago/core/billing/cancel-subscription';
import { downgradePlan } from '@archipelago/core/billing/downgrade-plan';
import { getBilling } from '@archipelago/core/billing/get-billing';
import { getCancellation } from '@archipelago/core/billing/get-cancellation';
import { openPortal } from '@archipelago/core/billing/open-portal';
import { previewChange } from '@archipelago/core/billing/preview-change';
import { resumeSubscription } from '@archipelago/core/billing/resume-subscription';
import { saveBillingDetails } from '@archipelago/core/billing/save-billing-details';
import { startCheckout } from '@archipelago/core/billing/start-checkout';
import { startTrial } from '@archipelago/core/billing/start-trial';
import { stripe } from '@archipelago/core/billing/stripe';
import { upgradePlan } from '@archipelago/core/billing/upgrade-plan';
import { withdrawDowngrade } from '@archipelago/core/billing/withdraw-downgrade';
import { eraseFromBilling } from '@archipelago/core/person/erase-from-billing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
const details = {
  name: 'Acme Instruments AS',
  email: 'accounts@acme.test',
  taxIdType: 'no_vat',
  taxId: '923456789MVA',
} as const;

async function buy(): Promise<void> {
  const { url } = await startCheckout(await asOwner(), { plan: 'pro', interval: 'month' });
  await payAtCheckout(url);
  await settle(world);
}

describe('billing details', () => {
  test('are on the page at once and on the next invoice', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    await saveBillingDetails(await asOwner(), details);
    expect((await billing()).details).toEqual({
      billingName: details.name,
      billingEmail: details.email,
      taxIdType: 'no_vat',
      taxId: '923456789MVA',
    });
    await buy();
    const [invoice] = (await stripe().invoices.list({ customer: await customerOf(world, workspace.id) }))
      .data;
    expect(invoice).toMatchObject({
      customer_name: details.name,
      customer_email: details.email,
      customer_tax_ids: [{ type: 'no_vat', value: '923456789MVA' }],
    });
  });

  test('that are the same again are no line in the log, and a number can be replaced and taken off', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    await saveBillingDetails(await asOwner(), details);
    await saveBillingDetails(await asOwner(), { ...details, taxId: ' 923456789mva ' });
    const saved = async () =>
      (await world.audit(workspace.id)).filter(({ action }) => action === 'billing.details_saved').length;
    expect(await saved()).toBe(1);
    await saveBillingDetails(await asOwner(), { ...details, taxIdType: 'eu_vat', taxId: 'DE123456789' });
    expect((await billing()).details).toMatchObject({ taxIdType: 'eu_vat', taxId: 'DE123456789' });
    await saveBillingDetails(await asOwner(), { ...details, taxIdType: '', taxId: '' });
    expect((await billing()).details).toMatchObject({ taxIdType: null, taxId: null });
    expect(await saved()).toBe(3);
  });

  test('with a number that Stripe refuses say so at the field and change nothing', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    await saveBillingDetails(await asOwner(), details);
    const refused = saveBillingDetails(await asOwner(), {
      ...details,
      name: 'Else',
      taxIdType: 'eu_vat',
      taxId: 'nonsense!',
    });
    await expect(refused).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      fields: { taxId: 'This is no EU VAT number. One looks like DE123456789.' },
    });
    await settle(world);
    expect((await billing()).details).toMatchObject({ billingName: details.name, taxIdType: 'no_vat' });
  });

  test('need something to bill', async () => {
    await expect(saveBillingDetails(await asOwner(), details)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await billing()).details).toBeNull();
  });

  test('that were changed at Stripe arrive by their events', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    await stripe().customers.update(await customerOf(world, workspace.id), { email: 'else@acme.test' });
    await settle(world);
    expect((await billing()).details).toMatchObject({ billingEmail: 'else@acme.test' });
  });

  test('of a person who is erased go to another owner, here and at Stripe', async () => {
    await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
    await saveBillingDetails(await asOwner(), { ...details, email: 'leaving@acme.test' });
    await eraseFromBilling(workspace.id, { email: 'leaving@acme.test' });
    const { rows } = await world.database.observer.query(
      'select billing_email from billing_customer where workspace_id = $1',
      [workspace.id],
    );
    expect(rows[0].billing_email).toMatch(/@billing\.test$/);
  });
});

describe('the portal', () => {
  test('opens at the one thing it was asked for', async () => {
    await buy();
    for (const flow of ['payment-method', 'details', 'cancel', 'change', 'confirm-change'] as const) {
      const { url } = await openPortal(await asOwner(), { flow, plan: 'business', interval: 'month' });
      expect((await fetch(url)).status, flow).toBe(200);
    }
  });
});

describe('Checkout', () => {
  test('paid in two tabs of one page is one subscription and one payment', async () => {
    const { url } = await startCheckout(await asOwner(), { plan: 'pro', interval: 'month' });
    const answers = await Promise.all([payAtCheckout(url), payAtCheckout(url)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 410]);
    await settle(world);
    expect(await liveSubscriptions(world, workspace.id)).toHaveLength(1);
  });

  test('that was left alone ends after a day; the next one can be paid', async () => {
    const left = await startCheckout(await asOwner(), { plan: 'pro', interval: 'month' });
    await world.stripe.clock.advance(world.stripe.clock.now() + 25 * 3_600);
    await settle(world);
    expect((await payAtCheckout(left.url)).status).toBe(410);
    expect(await billing()).toMatchObject({ plan: 'free', can: { checkout: true } });
    await buy();
    expect(await billing()).toMatchObject({ plan: 'pro', status: 'active' });
  });
});

describe('who may', () => {
  test.each(['admin', 'member', 'guest', null] as const)('%s cannot change what is paid', async (role) => {
    const context = { ...(await asOwner()), grant: role && grantOf(role, null) };
    const code = role === 'admin' || role === 'member' ? 'FORBIDDEN' : 'NOT_FOUND';
    for (const refused of [
      previewChange(context, { plan: 'pro', interval: 'month' }),
      upgradePlan(context, { preview: 'x' }),
      downgradePlan(context, { preview: 'x' }),
      withdrawDowngrade(context, {}),
      getCancellation(context, {}),
      cancelSubscription(context, {}),
      resumeSubscription(context, {}),
      saveBillingDetails(context, details),
    ]) {
      await expect(refused).rejects.toMatchObject({ code });
    }
  });

  test('on Free there is nothing to change, and it says what to do', async () => {
    const context = await asOwner();
    for (const ask of [
      () => previewChange(context, { plan: 'pro', interval: 'month' }),
      () => withdrawDowngrade(context, {}),
      () => cancelSubscription(context, {}),
      () => resumeSubscription(context, {}),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'CONFLICT', reason: 'no-subscription' });
    }
    expect(await getCancellation(await asOwner(), {})).toBeNull();
  });
});
