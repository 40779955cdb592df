import { applyPromotionCode } from '@archipelago/core/billing/apply-promotion-code';
import { downgradePlan } from '@archipelago/core/billing/downgrade-plan';
import { eraseAtStripe } from '@archipelago/core/billing/erase-at-stripe';
import { getBilling } from '@archipelago/core/billing/get-billing';
import { listInvoices } from '@archipelago/core/billing/list-invoices';
import { previewChange } from '@archipelago/core/billing/preview-change';
import { previewPromotionCode } from '@archipelago/core/billing/preview-promotion-code';
import { startCheckout } from '@archipelago/core/billing/start-checkout';
import { startTrial } from '@archipelago/core/billing/start-trial';
import { type Stripe, stripe } from '@archipelago/core/billing/stripe';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  contextOfOwner,
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
  const off = (id: string, more: Partial<Stripe.CouponCreateParams>) =>
    stripe().coupons.create({ id, percent_off: 25, duration: 'forever', ...more });
  const code = (name: string, coupon: string, more: Partial<Stripe.PromotionCodeCreateParams> = {}) =>
    stripe().promotionCodes.create({ code: name, promotion: { type: 'coupon', coupon }, ...more });
  await off('quarter', { duration: 'repeating', duration_in_months: 3 });
  await off('half', { percent_off: 50 });
  await off('others', { applies_to: { products: ['archipelago_business'] } });
  await code('LAUNCH25', 'quarter');
  await code('HALF', 'half');
  await code('BIGGER', 'others');
  await code('NEWCOMER', 'half', { restrictions: { first_time_transaction: true } });
  await code('ENDED', 'half', { active: false });
});
afterAll(() => world.stop());
beforeEach(async () => {
  workspace = await newLocalWorkspace(world);
});
afterEach(() => eraseAtStripe(workspace.id));

const asOwner = () => contextOfOwner(world, workspace);
const billing = async () => getBilling(await asOwner(), {});
const preview = async (code: string) => previewPromotionCode(await asOwner(), { code });
const apply = async (code: string) => applyPromotionCode(await asOwner(), { code });
const redeemed = async (code: string) =>
  (await stripe().promotionCodes.list({ code })).data[0]?.times_redeemed;

async function buy(plan: 'pro' | 'business'): Promise<void> {
  const { url } = await startCheckout(await asOwner(), { plan, interval: 'month' });
  expect((await payAtCheckout(url)).status).toBe(303);
  await settle(world);
}

async function passRenewal(): Promise<void> {
  const [subscription] = await liveSubscriptions(world, workspace.id);
  const end = subscription?.items.data[0]?.current_period_end ?? 0;
  await world.stripe.clock.advance(end + 2 * 3_600);
  await settle(world);
}

test('what it takes off is said, taken off the next invoice to the cent, and shown at once', async () => {
  await buy('pro');
  const shown = await preview(' launch25 ');
  expect(shown).toMatchObject({
    code: 'LAUNCH25',
    offer: { percentOff: 25, duration: 'repeating', months: 3 },
    nextInvoice: { before: 2_400, after: 1_800 },
    replaces: null,
  });
  expect((await billing()).discount).toBeNull();
  expect(await apply('launch25')).toEqual({ code: 'LAUNCH25' });
  expect(await billing()).toMatchObject({
    discount: { name: 'LAUNCH25', percentOff: 25 },
    renewal: { amount: shown.nextInvoice.after },
  });
  await settle(world);
  await passRenewal();
  const { items } = await listInvoices(await asOwner(), {});
  expect(items.map(({ status, total }) => [status, total])).toEqual([
    ['paid', 1_800],
    ['paid', 2_400],
  ]);
  const actions = (await world.audit(workspace.id)).map(({ action }) => action);
  expect(actions).toEqual(
    expect.arrayContaining(['billing.promotion_code_applied', 'billing.discount_changed']),
  );
});

test('twice, and by two people at once, it is redeemed once', async () => {
  await buy('pro');
  const before = (await redeemed('HALF')) ?? 0;
  await Promise.all([apply('HALF'), apply('half')]);
  await apply('HALF');
  expect(await redeemed('HALF')).toBe(before + 1);
  const applied = (await world.audit(workspace.id)).filter(({ action }) => action.endsWith('_code_applied'));
  expect(applied).toHaveLength(1);
  await expect(preview('HALF')).rejects.toMatchObject({ fields: { code: 'This code is in force already.' } });
});

test('another one takes the place of the first', async () => {
  await buy('pro');
  await apply('LAUNCH25');
  expect(await preview('HALF')).toMatchObject({
    replaces: 'LAUNCH25',
    nextInvoice: { before: 1_800, after: 1_200 },
  });
  await apply('HALF');
  expect(await billing()).toMatchObject({ discount: { name: 'HALF' }, renewal: { amount: 1_200 } });
});

test.each([
  ['NOPE', /no such code/],
  ['ENDED', /no such code/],
  ['BIGGER', /takes nothing off/],
  ['NEWCOMER', /first purchase/],
  ['two words', /letters, digits and dashes/],
  ['', /Enter the code/],
])('%o is refused at its field, and changes nothing', async (code, why) => {
  await buy('pro');
  await expect(preview(code)).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    fields: { code: expect.stringMatching(why) },
  });
  expect((await billing()).discount).toBeNull();
});

test('a smaller plan that waits keeps the code', async () => {
  await buy('business');
  const { token } = await previewChange(await asOwner(), { plan: 'pro', interval: 'month' });
  await downgradePlan(await asOwner(), { preview: token });
  await apply('HALF');
  expect(await billing()).toMatchObject({
    plan: 'business',
    planned: { plan: 'pro' },
    discount: { name: 'HALF' },
  });
  await settle(world);
  await passRenewal();
  const { items } = await listInvoices(await asOwner(), {});
  expect(items[0]).toMatchObject({ status: 'paid', total: 1_200 });
  expect(await billing()).toMatchObject({ plan: 'pro', discount: { name: 'HALF' } });
});

test('without a plan that is paid for, the way to use it is said', async () => {
  await expect(preview('HALF')).rejects.toMatchObject({ reason: 'no-subscription' });
  await startTrial(await asOwner(), { plan: 'pro', interval: 'month' });
  await settle(world);
  await expect(apply('HALF')).rejects.toMatchObject({ reason: 'needs-payment' });
});
