import { catalogueAsStripe, type StripeCatalogue } from '@archipelago/core/billing/catalogue-as-stripe';
import { syncCatalogue } from '@archipelago/core/billing/in-step/sync-catalogue';
import { findPortalConfiguration } from '@archipelago/core/billing/portal-configuration';
import { stripeFor } from '@archipelago/core/billing/stripe';
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { customerWithCard, startLocalStripe } from './local-stripe.ts';

const nothing = { products: [], prices: [] };
const key = 'sk_test_archipelago_local';

async function newStripe() {
  const { local, stripe } = await startLocalStripe({ catalogue: nothing });
  return { local, sdk: stripe, client: stripeFor(key, local.url) };
}

/** The catalogue with another amount for one price. */
function withAmount(lookupKey: string, unit_amount: number): StripeCatalogue {
  const wanted = catalogueAsStripe();
  return {
    ...wanted,
    prices: wanted.prices.map((price) =>
      price.lookup_key === lookupKey ? { ...price, unit_amount } : price,
    ),
  };
}

async function pricesOf(stripe: Stripe, product: string): Promise<[string, number | null][]> {
  const { data } = await stripe.prices.list({ product, active: true, limit: 100 });
  return data
    .map((price): [string, number | null] => [price.lookup_key ?? 'no key', price.unit_amount])
    .sort();
}

describe('billing:sync', () => {
  test('makes an empty Stripe agree with the catalogue, and then finds nothing to do', async () => {
    const { sdk, client } = await newStripe();
    const steps = await syncCatalogue(client);
    expect(steps).toHaveLength(7);
    expect(await pricesOf(sdk, 'archipelago_pro')).toEqual([
      ['pro_monthly', 1_200],
      ['pro_yearly', 12_000],
    ]);
    expect(await syncCatalogue(client)).toEqual([]);
    expect(await syncCatalogue(client, { check: true })).toEqual([]);
  });

  test('asked only to check, says all that differs and changes nothing', async () => {
    const { local, client } = await newStripe();
    const before = JSON.stringify(local.state.products) + JSON.stringify(local.state.prices);
    const said: string[] = [];
    await syncCatalogue(client, { check: true, onStep: (what) => said.push(what) });
    expect(said).toContain('create the product archipelago_pro');
    expect(said).toContain('create the price pro_monthly (1200 usd, 1100 eur, 1000 gbp per month)');
    expect(said).toContain('create the configuration of the customer portal');
    expect(JSON.stringify(local.state.products) + JSON.stringify(local.state.prices)).toBe(before);
  });

  test('a new amount takes the key over; whoever has the old price keeps it, and nobody else can buy it', async () => {
    const { sdk, client } = await newStripe();
    await syncCatalogue(client);
    const [old] = (await sdk.prices.list({ lookup_keys: ['pro_monthly'] })).data;
    const ada = await customerWithCard(sdk, 'pm_card_visa');
    const subscription = await sdk.subscriptions.create({
      customer: ada.id,
      items: [{ price: old?.id ?? '', quantity: 2 }],
    });
    const wanted = withAmount('pro_monthly', 1_500);
    expect(await syncCatalogue(client, { wanted })).toEqual([
      'replace the price pro_monthly (1500 usd, 1100 eur, 1000 gbp per month)',
      `archive the former price ${old?.id} (pro_monthly)`,
      'change the configuration of the customer portal',
    ]);
    expect(await pricesOf(sdk, 'archipelago_pro')).toContainEqual(['pro_monthly', 1_500]);
    expect(await pricesOf(sdk, 'archipelago_pro')).toHaveLength(2);
    const still = await sdk.subscriptions.retrieve(subscription.id);
    expect(still.items.data[0]?.price.unit_amount).toBe(1_200);
    expect(await syncCatalogue(client, { wanted })).toEqual([]);
  });

  test('currencies that a price has not yet are added to it, and whoever has it keeps it', async () => {
    const { sdk, client } = await newStripe();
    const all = catalogueAsStripe();
    const inDollars = { ...all, prices: all.prices.map((price) => ({ ...price, currency_options: {} })) };
    await syncCatalogue(client, { wanted: inDollars });
    const [before] = (await sdk.prices.list({ lookup_keys: ['pro_monthly'] })).data;
    expect(await syncCatalogue(client)).toEqual(
      all.prices.map(({ lookup_key }) => `change the price ${lookup_key}: eur is missing, gbp is missing`),
    );
    const [after] = (
      await sdk.prices.list({ lookup_keys: ['pro_monthly'], expand: ['data.currency_options'] })
    ).data;
    expect(after?.id).toBe(before?.id);
    expect(after?.currency_options?.eur?.unit_amount).toBe(1_100);
    expect(await syncCatalogue(client)).toEqual([]);
  });

  test('an amount that changed in one currency alone makes a new price', async () => {
    const { client } = await newStripe();
    await syncCatalogue(client);
    const all = catalogueAsStripe();
    const wanted = {
      ...all,
      prices: all.prices.map((price) =>
        price.lookup_key === 'pro_yearly'
          ? { ...price, currency_options: { ...price.currency_options, eur: { unit_amount: 9_900 } } }
          : price,
      ),
    };
    const steps = await syncCatalogue(client, { wanted });
    expect(steps[0]).toBe('replace the price pro_yearly (12000 usd, 9900 eur, 10000 gbp per year)');
    expect(await syncCatalogue(client, { wanted })).toEqual([]);
  });

  test('an amount may go back to what it was, within the day that Stripe remembers requests', async () => {
    const { sdk, client } = await newStripe();
    await syncCatalogue(client);
    await syncCatalogue(client, { wanted: withAmount('pro_monthly', 1_500) });
    await syncCatalogue(client);
    expect(await pricesOf(sdk, 'archipelago_pro')).toEqual([
      ['pro_monthly', 1_200],
      ['pro_yearly', 12_000],
    ]);
    expect(await syncCatalogue(client)).toEqual([]);
  });

  test('a run that was cut short anywhere is finished by the next', async () => {
    const wanted = withAmount('pro_monthly', 1_500);
    for (let stopAfter = 0; stopAfter < 3; stopAfter += 1) {
      const { sdk, client } = await newStripe();
      await syncCatalogue(client);
      let done = 0;
      const cut = syncCatalogue(client, {
        wanted,
        onStep() {
          if (done === stopAfter) throw new Error('cut short');
          done += 1;
        },
      });
      await expect(cut).rejects.toThrow('cut short');
      await syncCatalogue(client, { wanted });
      expect(await syncCatalogue(client, { wanted })).toEqual([]);
      expect(await pricesOf(sdk, 'archipelago_pro')).toEqual([
        ['pro_monthly', 1_500],
        ['pro_yearly', 12_000],
      ]);
    }
  });

  test('what somebody renamed or archived by hand is put right; what they made themselves is left alone', async () => {
    const { sdk, client } = await newStripe();
    await syncCatalogue(client);
    await sdk.products.update('archipelago_pro', { name: 'Pro!', active: false });
    const [price] = (await sdk.prices.list({ lookup_keys: ['pro_yearly'] })).data;
    await sdk.prices.update(price?.id ?? '', { active: false, nickname: 'Old' });
    const special = await sdk.prices.create({
      product: 'archipelago_business',
      currency: 'usd',
      unit_amount: 1,
      recurring: { interval: 'month' },
    });
    const configuration = await findPortalConfiguration(client);
    await sdk.billingPortal.configurations.update(configuration?.id ?? '', {
      features: { subscription_cancel: { enabled: false } },
    });
    expect(await syncCatalogue(client)).toEqual([
      'change the product archipelago_pro: it is archived, name',
      'change the price pro_yearly: it is archived, nickname',
      'change the configuration of the customer portal',
    ]);
    expect((await sdk.prices.retrieve(special.id)).active).toBe(true);
    expect(await syncCatalogue(client)).toEqual([]);
  });

  test('a plan that the catalogue drops is archived with its prices, and nothing is deleted', async () => {
    const { sdk, client } = await newStripe();
    await syncCatalogue(client);
    const all = catalogueAsStripe();
    const wanted = {
      ...all,
      products: all.products.filter(({ id }) => id !== 'archipelago_business'),
      prices: all.prices.filter(({ product }) => product !== 'archipelago_business'),
    };
    const steps = await syncCatalogue(client, { wanted });
    expect(steps.at(-2)).toBe('archive the product archipelago_business');
    expect(await pricesOf(sdk, 'archipelago_business')).toEqual([]);
    expect((await sdk.products.retrieve('archipelago_business')).active).toBe(false);
    expect(await syncCatalogue(client, { wanted })).toEqual([]);
  });

  test('makes the meters that the catalogue reports', async () => {
    const { sdk, client } = await newStripe();
    const wanted = {
      ...catalogueAsStripe(),
      meters: [{ event_name: 'api_requests', display_name: 'API requests' }],
    };
    expect(await syncCatalogue(client, { wanted })).toContain('create the meter api_requests');
    expect((await sdk.billing.meters.list()).data).toMatchObject([{ event_name: 'api_requests' }]);
    expect(await syncCatalogue(client, { wanted })).toEqual([]);
  });
});
