import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueAsStripe } from '@archipelago/core/billing/catalogue-as-stripe';
import { apiVersion } from '@archipelago/local-cloud/stripe/api-version';
import { startStripe } from '@archipelago/local-cloud/stripe/start-stripe';
import Stripe from 'stripe';
import { describe, expect, test, vi } from 'vitest';
import { priceId, sdk, startLocalStripe } from './local-stripe.ts';

describe('the API', () => {
  test('speaks the version that the SDK asks for, and no other', async () => {
    const { local } = await startLocalStripe();
    expect(Stripe.API_VERSION).toBe(apiVersion);
    const older = sdk(local.url, { apiVersion: '2024-06-20' as typeof apiVersion });
    await expect(older.customers.list()).rejects.toThrow(/only speaks API version 2026-10-28.endive/);
  });

  test('refuses a live key without keeping anything', async () => {
    const { local } = await startLocalStripe();
    const { hostname, port } = new URL(local.url);
    const live = new Stripe('sk_live_secret', {
      host: hostname,
      port: Number(port),
      protocol: 'http',
      maxNetworkRetries: 0,
    });
    await expect(live.customers.create({})).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(local.state.customers).toEqual({});
  });

  test('answers an endpoint it lacks with 501, so that the SDK throws', async () => {
    const { stripe } = await startLocalStripe();
    const failure = stripe.refunds.create({ charge: 'ch_1' });
    await expect(failure).rejects.toMatchObject({ statusCode: 501, code: 'not_simulated' });
    await expect(failure).rejects.toThrow(/does not simulate POST \/v1\/refunds/);
  });

  test('refuses a parameter that it would have to ignore', async () => {
    const { stripe, local } = await startLocalStripe();
    await expect(stripe.customers.create({ tax: { validate_location: 'deferred' } })).rejects.toMatchObject({
      code: 'parameter_unknown',
      param: 'tax',
    });
    expect(local.state.customers).toEqual({});
  });

  test('gives errors in Stripe’s envelope, with a request id', async () => {
    const { stripe } = await startLocalStripe();
    const missing = await stripe.customers.retrieve('cus_none').catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect(missing).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such customer: 'cus_none'",
      requestId: expect.stringMatching(/^req_/),
    });
    await expect(stripe.prices.create({ currency: 'usd' })).rejects.toMatchObject({
      statusCode: 400,
      code: 'parameter_missing',
      param: 'product',
    });
  });

  test('replays the answer to a repeated idempotency key', async () => {
    const { stripe, local } = await startLocalStripe();
    const first = await stripe.customers.create({ name: 'Acme' }, { idempotencyKey: 'customer:1' });
    const second = await stripe.customers.create({ name: 'Acme' }, { idempotencyKey: 'customer:1' });
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
    expect(Object.keys(local.state.customers)).toHaveLength(1);
  });

  test('refuses an idempotency key that was used for something else', async () => {
    const { stripe } = await startLocalStripe();
    await stripe.customers.create({ name: 'Acme' }, { idempotencyKey: 'customer:1' });
    await expect(
      stripe.customers.create({ name: 'Globex' }, { idempotencyKey: 'customer:1' }),
    ).rejects.toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });

  test('lets a refused request be mended and sent again under its key', async () => {
    const { stripe } = await startLocalStripe();
    const key = { idempotencyKey: 'price:1' };
    const product = 'archipelago_pro';
    await expect(
      stripe.prices.create({ product: 'none', currency: 'usd', unit_amount: 1 }, key),
    ).rejects.toThrow();
    await expect(
      stripe.prices.create({ product, currency: 'usd', unit_amount: 1 }, key),
    ).resolves.toMatchObject({
      unit_amount: 1,
    });
  });

  test('pages forwards and backwards, newest first', async () => {
    const { stripe } = await startLocalStripe();
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) ids.unshift((await stripe.customers.create({})).id);
    const seen: string[] = [];
    for await (const customer of stripe.customers.list({ limit: 3 })) seen.push(customer.id);
    expect(seen).toEqual(ids);
    const back = await stripe.customers.list({ limit: 2, ending_before: ids[4] });
    expect(back.data.map(({ id }) => id)).toEqual([ids[2], ids[3]]);
    expect(back.has_more).toBe(true);
    await expect(stripe.customers.list({ limit: 101 })).rejects.toMatchObject({ param: 'limit' });
  });

  test('expands ids, also through lists, and refuses what is none', async () => {
    const { stripe } = await startLocalStripe();
    const [first] = (await stripe.prices.list({ lookup_keys: ['pro_monthly'], expand: ['data.product'] }))
      .data;
    expect(first?.product).toMatchObject({ id: 'archipelago_pro', name: 'Pro' });
    await expect(stripe.prices.list({ expand: ['data.nonsense'] })).rejects.toThrow(/cannot be expanded/);
  });

  test('sells the catalogue under its lookup keys, and moves a key on demand only', async () => {
    const { stripe } = await startLocalStripe();
    const keys = ['pro_monthly', 'pro_yearly', 'business_monthly', 'business_yearly'];
    const { data } = await stripe.prices.list({ lookup_keys: keys });
    const amounts = Object.fromEntries(data.map((price) => [price.lookup_key, price.unit_amount]));
    expect(amounts).toEqual({
      pro_monthly: 1200,
      pro_yearly: 12_000,
      business_monthly: 2900,
      business_yearly: 28_800,
    });

    const old = await priceId(stripe, 'pro_monthly');
    const next = {
      product: 'archipelago_pro',
      currency: 'usd',
      unit_amount: 1400,
      recurring: { interval: 'month' as const },
    };
    await expect(stripe.prices.create({ ...next, lookup_key: 'pro_monthly' })).rejects.toMatchObject({
      param: 'lookup_key',
    });
    const moved = await stripe.prices.create({
      ...next,
      lookup_key: 'pro_monthly',
      transfer_lookup_key: true,
    });
    expect(await priceId(stripe, 'pro_monthly')).toBe(moved.id);
    expect((await stripe.prices.retrieve(old)).lookup_key).toBeNull();
  });

  test('answers only as localhost, so that no foreign name can reach it', async () => {
    const { local } = await startLocalStripe();
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      request(`${local.url}/v1/customers`, { headers: { host: 'evil.test' } }, (response) =>
        resolve(response.statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  test.each([{ CONTEXT: 'production' }, { NETLIFY: 'true' }, { AWS_LAMBDA_FUNCTION_NAME: 'ssr' }])(
    'does not start where %o is set',
    async (mark) => {
      for (const [name, value] of Object.entries(mark)) vi.stubEnv(name, value);
      const dataDirectory = await mkdtemp(join(tmpdir(), 'local-stripe-'));
      const start = startStripe({ port: 0, dataDirectory, webhooks: [], catalogue: catalogueAsStripe() });
      await expect(start).rejects.toThrow(/The local Stripe did not start/);
      vi.unstubAllEnvs();
    },
  );

  test('keeps everything over a restart, clock, keys and pending webhooks included', async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'local-stripe-'));
    const first = await startStripe({
      port: 0,
      dataDirectory,
      webhooks: [{ url: 'http://127.0.0.1:1/nobody', secrets: ['whsec_x'] }],
      catalogue: catalogueAsStripe(),
      retryDelays: [60_000],
    });
    const before = sdk(first.url);
    const { id } = await before.customers.create({ name: 'Acme' }, { idempotencyKey: 'customer:1' });
    await first.clock.advance(first.clock.now() + 30 * 86_400);
    await first.stop();

    const { local, stripe } = await startLocalStripe({ dataDirectory });
    expect((await stripe.customers.create({ name: 'Acme' }, { idempotencyKey: 'customer:1' })).id).toBe(id);
    expect(local.clock.aheadBy()).toBeGreaterThanOrEqual(30 * 86_400);
    expect(local.deliveries().map(({ eventType }) => eventType)).toContain('customer.created');
    expect((await stripe.prices.list({ limit: 100 })).data).toHaveLength(4);
  });
});
