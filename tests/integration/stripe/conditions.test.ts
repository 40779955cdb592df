import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueAsStripe } from '@archipelago/core/billing/catalogue-as-stripe';
import { startStripe } from '@archipelago/local-cloud/stripe/start-stripe';
import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { sdk, secrets, startLocalStripe, startReceiver } from './local-stripe.ts';

describe('the API', () => {
  test('answers 429 while told to, and does nothing', async () => {
    const { local, stripe } = await startLocalStripe();
    await local.conditions.set({ api: 'rate-limited' });
    await expect(stripe.customers.create({})).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    await local.conditions.set({ api: 'normal' });
    expect((await stripe.customers.list()).data).toEqual([]);
  });

  test('fails while told to, and a repeat under its key then does it once', async () => {
    const { local, stripe } = await startLocalStripe();
    const key = { idempotencyKey: 'customer:1' };
    await local.conditions.set({ api: 'failing' });
    await expect(stripe.customers.create({}, key)).rejects.toMatchObject({ statusCode: 500 });
    await local.conditions.set({ api: 'normal' });
    await stripe.customers.create({}, key);
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  test('is not reached while it is down, hosted pages included', async () => {
    const { local, stripe } = await startLocalStripe();
    await local.conditions.set({ api: 'down' });
    await expect(stripe.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    await expect(fetch(`${local.url}/c/pay/cs_test_1`)).rejects.toThrow();
  });

  test('that answers slowly has done what a caller no longer waited for', async () => {
    const { local } = await startLocalStripe({ slowMilliseconds: 300 });
    await local.conditions.set({ api: 'slow' });
    const impatient = sdk(local.url, { timeout: 100 });
    await expect(impatient.customers.create({ name: 'Acme' })).rejects.toBeInstanceOf(
      Stripe.errors.StripeConnectionError,
    );
    await expect.poll(() => Object.values(local.state.customers).map(({ name }) => name)).toEqual(['Acme']);
  });

  test('refuses a second request under a key whose first is still running', async () => {
    const { local, stripe } = await startLocalStripe({ slowMilliseconds: 300 });
    await local.conditions.set({ api: 'slow' });
    const key = { idempotencyKey: 'customer:1' };
    const both = await Promise.allSettled([
      stripe.customers.create({}, key),
      stripe.customers.create({}, key),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = both.filter((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    expect(Object.keys(local.state.customers)).toHaveLength(1);
  });

  test('stays as it was set over a restart', async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'local-stripe-'));
    const options = { port: 0, dataDirectory, webhooks: [], catalogue: catalogueAsStripe() };
    const first = await startStripe(options);
    await first.conditions.set({ api: 'rate-limited', webhooks: 'held' });
    await first.stop();
    const { local } = await startLocalStripe({ dataDirectory });
    expect(local.conditions.get()).toMatchObject({ api: 'rate-limited', webhooks: 'held' });
  });
});

describe('webhooks', () => {
  async function start({ reorderWithin = 50 } = {}) {
    const { url, received } = await startReceiver();
    const all = await startLocalStripe({ webhooks: [{ url, secrets }], reorderWithin });
    const names = () => received.map(({ event }) => (event.data.object as Stripe.Customer).name);
    const create = async (...created: string[]) => {
      for (const name of created) await all.stripe.customers.create({ name });
    };
    return { ...all, received, names, create };
  }

  test('reach the endpoint twice while told to, as the same event', async () => {
    const { local, create, received } = await start();
    await local.conditions.set({ webhooks: 'twice' });
    await create('Acme');
    await local.deliveriesIdle();
    expect(received).toHaveLength(2);
    expect(new Set(received.map(({ event }) => event.id)).size).toBe(1);
    expect(local.deliveries().map(({ kind }) => kind)).toEqual(['duplicate', 'first']);
  });

  test('arrive newest first while told to', async () => {
    // Longer than three requests ever take: what comes after it is not reordered any more.
    const { local, create, names } = await start({ reorderWithin: 2_000 });
    await local.conditions.set({ webhooks: 'reversed' });
    await create('first', 'second', 'third');
    await local.deliveriesIdle();
    expect(names()).toEqual(['third', 'second', 'first']);
  });

  test('wait while they are held, and then go out in the order that is chosen', async () => {
    const { local, create, names } = await start();
    await local.conditions.set({ webhooks: 'held' });
    await create('first', 'second');
    await local.deliveriesIdle();
    expect(names()).toEqual([]);
    expect(local.deliveries().map(({ state }) => state)).toEqual(['pending', 'pending']);
    await local.conditions.set({ webhooks: 'reversed' });
    await local.deliveriesIdle();
    expect(names()).toEqual(['second', 'first']);
  });

  test('that come late can be sent before their time', async () => {
    const { local, create, names } = await start();
    await local.conditions.set({ webhooks: 'late' });
    await create('Acme');
    const [delivery] = local.deliveries();
    expect((delivery?.nextAttemptAt ?? 0) - (delivery?.createdAt ?? 0)).toBeGreaterThanOrEqual(29_000);
    expect(names()).toEqual([]);
    await local.resend(delivery?.id ?? '');
    expect(names()).toEqual(['Acme']);
    await local.deliveriesIdle();
  });
});
