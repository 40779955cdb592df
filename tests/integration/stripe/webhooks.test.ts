import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { sdk, secrets, startLocalStripe, startReceiver } from './local-stripe.ts';

describe('webhooks', () => {
  test.each(secrets)('are signed under every secret in rotation: %s', async (secret) => {
    const { url, received } = await startReceiver();
    const { local, stripe } = await startLocalStripe({ webhooks: [{ url, secrets }] });
    await stripe.customers.create({ name: 'Ådne & Søn' });
    await local.deliveriesIdle();
    expect(received).toHaveLength(1);
    for (const { body, signature } of received) {
      const event = Stripe.webhooks.constructEvent(body, signature, secret);
      expect(event).toMatchObject({ type: 'customer.created', api_version: Stripe.API_VERSION });
      expect(() => Stripe.webhooks.constructEvent(`${body} `, signature, secret)).toThrow();
    }
    expect(() =>
      Stripe.webhooks.constructEvent(received[0]?.body ?? '', received[0]?.signature ?? '', 'whsec_no'),
    ).toThrow();
  });

  test('are tried again until they are accepted; a redirect is a failure', async () => {
    const { url, received } = await startReceiver([500, 302]);
    const { local, stripe } = await startLocalStripe({ webhooks: [{ url, secrets }] });
    await stripe.customers.create({});
    await local.deliveriesIdle();
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ event }) => event.id)).size).toBe(1);
    const [delivery] = local.deliveries();
    expect(delivery).toMatchObject({ state: 'delivered', nextAttemptAt: null });
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 302, 200]);
  });

  test('fail for good after the last attempt, and can be sent again', async () => {
    const { url, received } = await startReceiver([500, 500, 500, 500]);
    const { local, stripe } = await startLocalStripe({ webhooks: [{ url, secrets }] });
    await stripe.customers.create({});
    await local.deliveriesIdle();
    const [failed] = local.deliveries();
    expect(failed).toMatchObject({ state: 'failed' });
    expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
    expect(await local.resend(failed?.id ?? '')).toMatchObject({ state: 'delivered' });
    expect(received).toHaveLength(5);
    expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(0);
  });

  test('are duplicated on demand: the same event twice more', async () => {
    const { url, received } = await startReceiver();
    const { local, stripe } = await startLocalStripe({ webhooks: [{ url, secrets }] });
    await stripe.customers.create({});
    await local.deliveriesIdle();
    const copies = await local.duplicate(local.deliveries()[0]?.id ?? '');
    expect(copies.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'duplicate delivered',
      'duplicate delivered',
    ]);
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ event }) => event.id)).size).toBe(1);
  });

  test('go out after a restart when they were pending before', async () => {
    const { url, received } = await startReceiver([500]);
    const { startStripe } = await import('@archipelago/local-cloud/stripe/start-stripe');
    const { local, dataDirectory } = await startLocalStripe();
    await local.stop();
    const options = {
      port: 0,
      dataDirectory,
      catalogue: { products: [], prices: [] },
      webhooks: [{ url, secrets }],
    };
    const first = await startStripe({ ...options, retryDelays: [100] });
    await sdk(first.url).customers.create({});
    await expect.poll(() => received.length).toBe(1);
    await first.stop();
    const second = await startStripe({ ...options, retryDelays: [100] });
    await second.deliveriesIdle();
    expect(received).toHaveLength(2);
    expect(second.deliveries()[0]).toMatchObject({ state: 'delivered' });
    await second.stop();
  });

  test('reach only the endpoints that want them; all are listed with the API version', async () => {
    const [all, some] = [await startReceiver(), await startReceiver()];
    const { local, stripe } = await startLocalStripe({
      webhooks: [
        { url: all.url, secrets },
        { url: some.url, secrets, events: ['customer.updated'] },
      ],
    });
    const { id } = await stripe.customers.create({});
    await stripe.customers.update(id, { name: 'Acme' });
    await local.deliveriesIdle();
    expect(all.received).toHaveLength(2);
    expect(some.received.map(({ event }) => event.type)).toEqual(['customer.updated']);
    expect(some.received[0]?.event.data.previous_attributes).toEqual({ name: null });
    const endpoints = await stripe.webhookEndpoints.list();
    expect(endpoints.data.map(({ url, api_version }) => ({ url, api_version }))).toEqual([
      { url: all.url, api_version: Stripe.API_VERSION },
      { url: some.url, api_version: Stripe.API_VERSION },
    ]);
  });

  test('name the request that caused them, or none when the clock did', async () => {
    const { stripe } = await startLocalStripe();
    const created = await stripe.customers.create({}, { idempotencyKey: 'customer:1' });
    const [event] = (await stripe.events.list({ type: 'customer.created' })).data;
    expect(event?.request).toEqual({ id: created.lastResponse.requestId, idempotency_key: 'customer:1' });
  });
});
