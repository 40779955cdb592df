import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueAsStripe } from '@archipelago/core/billing/catalogue-as-stripe';
import {
  type LocalStripe,
  type StripeOptions,
  startStripe,
} from '@archipelago/local-cloud/stripe/start-stripe';
import Stripe from 'stripe';
import { onTestFinished } from 'vitest';

export const secrets = ['whsec_new', 'whsec_old'] as const;

export interface Received {
  body: string;
  signature: string;
  event: Stripe.Event;
}

/** An endpoint that records what reaches it; `statuses` answers the first deliveries, 200 the rest. */
export async function startReceiver(statuses: number[] = []): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    received.push({ body, signature: String(request.headers['stripe-signature']), event: JSON.parse(body) });
    response.writeHead(statuses.shift() ?? 200, { location: '/elsewhere' }).end('noted');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

/** A local Stripe of its own for one test, with the product's catalogue, and the real SDK talking to it. */
export async function startLocalStripe(
  options: Partial<StripeOptions> = {},
): Promise<{ local: LocalStripe; stripe: Stripe; dataDirectory: string }> {
  const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'local-stripe-')));
  const local = await startStripe({
    port: 0,
    webhooks: [],
    catalogue: catalogueAsStripe(),
    retryDelays: [10, 20, 40],
    ...options,
    dataDirectory,
  });
  onTestFinished(async () => {
    await local.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  });
  return { local, stripe: sdk(local.url), dataDirectory };
}

/** The SDK as shipped: only its address is changed. */
export function sdk(url: string, config: Stripe.StripeConfig = {}): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe('sk_test_archipelago_local', {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    ...config,
  });
}

export async function priceId(stripe: Stripe, lookupKey: string): Promise<string> {
  const { data } = await stripe.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 });
  if (!data[0]) throw new Error(`No price ${lookupKey}`);
  return data[0].id;
}

/** A customer whose default card is one of Stripe's ready-made ones, e.g. `pm_card_visa`. */
export async function customerWithCard(stripe: Stripe, card: string): Promise<Stripe.Customer> {
  const { id } = await stripe.customers.create({ email: 'ada@acme.test', name: 'Acme' });
  const method = await stripe.paymentMethods.attach(card, { customer: id });
  return stripe.customers.update(id, { invoice_settings: { default_payment_method: method.id } });
}

export const day = 86_400;

/** Sends a hosted page's form as a browser does. */
export function post(url: string, fields: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  });
}

export function card(number: string, rest: Record<string, string> = {}): Record<string, string> {
  return { number, expiry: '12/34', cvc: '123', name: 'Ada Lindqvist', ...rest };
}
