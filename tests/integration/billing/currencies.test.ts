import type { Currency, Interval, PaidPlan } from '@archipelago/core/billing/catalogue';
import { downgradePlan } from '@archipelago/core/billing/downgrade-plan';
import { eraseAtStripe } from '@archipelago/core/billing/erase-at-stripe';
import { getBilling } from '@archipelago/core/billing/get-billing';
import { previewChange } from '@archipelago/core/billing/preview-change';
import { startCheckout } from '@archipelago/core/billing/start-checkout';
import { startTrial } from '@archipelago/core/billing/start-trial';
import { stripe } from '@archipelago/core/billing/stripe';
import { upgradePlan } from '@archipelago/core/billing/upgrade-plan';
import type { WorkspaceContext } from '@archipelago/core/context/context';
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

let world: LocalWorld;
let workspace: LocalWorkspace;

beforeAll(async () => {
  world = await startLocalWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  workspace = await newLocalWorkspace(world);
});
afterEach(() => eraseAtStripe(workspace.id));

/** The owner, in a country. */
async function inCountry(country: string | null): Promise<WorkspaceContext> {
  const context = await contextOfOwner(world, workspace);
  return { ...context, request: { ...context.request, country } };
}

async function buy(
  country: string,
  wanted: { plan: PaidPlan; interval: Interval; currency?: Currency },
): Promise<void> {
  const { url } = await startCheckout(await inCountry(country), wanted);
  expect((await payAtCheckout(url)).status).toBe(303);
  await settle(world);
}

async function invoices() {
  return (await stripe().invoices.list({ customer: await customerOf(world, workspace.id) })).data;
}

const amountsOf = ({ plans }: Awaited<ReturnType<typeof getBilling>>) =>
  plans.map(({ perMonth, perYear }) => [perMonth, perYear]);

describe('before there is a plan', () => {
  test('prices are shown in the currency of the country, or the one that was chosen', async () => {
    const german = await getBilling(await inCountry('DE'), {});
    expect(german).toMatchObject({ currency: 'eur', isCurrencyFixed: false });
    expect(amountsOf(german)).toEqual([
      [0, 0],
      [1_100, 11_000],
      [2_700, 26_800],
    ]);
    expect((await getBilling(await inCountry(null), {})).currency).toBe('usd');
    expect((await getBilling(await inCountry('DE'), { currency: 'gbp' })).currency).toBe('gbp');
  });

  test('a plan is bought in the chosen one, wherever the owner is', async () => {
    await buy('DE', { plan: 'pro', interval: 'month', currency: 'gbp' });
    expect((await invoices())[0]).toMatchObject({ currency: 'gbp', amount_paid: 2 * 1_000 });
    expect(await getBilling(await inCountry('US'), { currency: 'eur' })).toMatchObject({
      currency: 'gbp',
      isCurrencyFixed: true,
      renewal: { amount: 2 * 1_000 },
      invoices: [{ currency: 'gbp', total: 2 * 1_000 }],
    });
  });

  test('a session in one currency is no answer to a wish for another', async () => {
    const wish = { plan: 'pro', interval: 'month' } as const;
    const first = await startCheckout(await inCountry('DE'), wish);
    const second = await startCheckout(await inCountry('DE'), { ...wish, currency: 'usd' });
    expect(second.url).not.toBe(first.url);
    expect((await payAtCheckout(first.url)).status).not.toBe(303);
    expect((await startCheckout(await inCountry('US'), wish)).url).toBe(second.url);
  });
});

describe('a plan', () => {
  test('goes from its trial to a larger plan, a smaller one and a renewal in one currency', async () => {
    await startTrial(await inCountry('FR'), { plan: 'pro', interval: 'month' });
    // Stripe bills a customer in one currency at a time: the trial has chosen it.
    await buy('US', { plan: 'pro', interval: 'month', currency: 'usd' });
    expect((await invoices())[0]).toMatchObject({ currency: 'eur', amount_paid: 2 * 1_100 });

    const larger = await previewChange(await inCountry('US'), { plan: 'business', interval: 'month' });
    expect(larger).toMatchObject({ currency: 'eur', timing: 'now', renewal: { amount: 2 * 2_700 } });
    await upgradePlan(await inCountry('US'), { preview: larger.token });
    expect((await invoices())[0]).toMatchObject({ currency: 'eur', amount_paid: larger.dueNow });

    const smaller = await previewChange(await inCountry('US'), { plan: 'pro', interval: 'month' });
    expect(smaller).toMatchObject({ currency: 'eur', timing: 'at-renewal', renewal: { amount: 2 * 1_100 } });
    await downgradePlan(await inCountry('US'), { preview: smaller.token });
    await settle(world);
    expect(await getBilling(await inCountry('US'), {})).toMatchObject({ renewal: { amount: 2 * 1_100 } });
    const [running] = await liveSubscriptions(world, workspace.id);
    await world.stripe.clock.advance((running?.items.data[0]?.current_period_end ?? 0) + 2 * 3_600);
    await settle(world);
    expect((await invoices())[0]).toMatchObject({ currency: 'eur', amount_paid: 2 * 1_100 });
  });

  test('that has ended leaves the next one free to be in another currency', async () => {
    await buy('GB', { plan: 'pro', interval: 'month' });
    const [running] = await liveSubscriptions(world, workspace.id);
    await stripe().subscriptions.cancel(running?.id ?? '');
    await settle(world);
    expect(await getBilling(await inCountry('DE'), {})).toMatchObject({
      currency: 'eur',
      isCurrencyFixed: false,
    });
    await buy('DE', { plan: 'business', interval: 'year' });
    expect((await invoices())[0]).toMatchObject({ currency: 'eur', amount_paid: 2 * 26_800 });
  });
});
