import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { refuseProduction } from '../refuse-production.ts';
import { memoryStore } from '../storage/memory-store.ts';
import { openJsonStore } from '../storage/open-json-store.ts';
import { type BillingClock, billingClock } from './billing-clock.ts';
import { type CatalogueData, seedCatalogue } from './catalogue/seed-catalogue.ts';
import { type Conditions, slowMilliseconds } from './conditions/conditions.ts';
import { type PromotionSeed, seedPromotionCode } from './discounts/seed-promotion-code.ts';
import { forgetOldEvents } from './events/forget-old-events.ts';
import { requestServer } from './http/serve-request.ts';
import { type Delivery, emptyState, type StripeState } from './stripe-state.ts';
import { type SubscriptionSeed, seedSubscription } from './subscriptions/seed-subscription.ts';
import { advanceBillingClock, ensureBillingClock } from './test-clocks/test-clocks.ts';
import { type WebhookDeliveries, webhookDeliveries } from './webhooks/webhook-deliveries.ts';
import { type WebhookTarget, webhookEndpoints } from './webhooks/webhook-endpoints.ts';
import type { World } from './world.ts';

export interface StripeOptions {
  /** 0 takes a free one. */
  port: number;
  /** State is kept here over restarts; null keeps it for as long as this process runs. */
  dataDirectory: string | null;
  webhooks: readonly WebhookTarget[];
  /** Products and prices that exist from the start, found by id and lookup key; missing ones are added. */
  catalogue: CatalogueData;
  /** What an empty instance begins with besides. */
  seed?: readonly SubscriptionSeed[];
  /** Codes that an empty instance knows. */
  promotionCodes?: readonly PromotionSeed[];
  /** Milliseconds before the second, third… attempt of a webhook. */
  retryDelays?: readonly number[];
  /** Milliseconds that a slow answer takes, and in which webhooks are put in reverse order, where so told. */
  slowMilliseconds?: number;
  reorderWithin?: number;
}

export interface LocalStripe {
  /** `STRIPE_API_URL`, and the origin of the hosted pages. */
  url: string;
  clock: {
    /** Unix seconds on the billing clock. */
    now(): number;
    /** Seconds that it is ahead of this machine's clock. */
    aheadBy(): number;
    /** Moves forward to a moment in Unix seconds, doing everything that becomes due on the way. */
    advance(to: number): Promise<void>;
    /** When the next renewal, trial end or retry is due, in Unix seconds. */
    nextDueAt(): number | null;
  };
  /** Webhook deliveries with their attempts, newest first. */
  deliveries(): Delivery[];
  resend(deliveryId: string): Promise<Delivery>;
  /** Sends the same event twice more at once, to prove that it has one effect. */
  duplicate(deliveryId: string): Promise<Delivery[]>;
  /** Resolves when every webhook was delivered or given up. */
  deliveriesIdle(): Promise<void>;
  /** How the API answers, how webhooks travel, how dunning ends. Kept over restarts. */
  conditions: { get(): Conditions; set(change: Partial<Conditions>): Promise<void> };
  /** Of one customer, or of whoever is charged next. */
  declineNextCharge: {
    get(customer?: string): boolean;
    set(decline: boolean, customer?: string): Promise<void>;
  };
  /** Everything it knows, for reading only. */
  readonly state: StripeState;
  stop(): Promise<void>;
}

const defaultRetryDelays = [1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000];

/** What the local Stripe leaves out; the console shows it. */
export const stripeLimits = [
  'Money: nothing is ever charged, and no real card is read.',
  'Payment and setup intents, charges, refunds, credit notes, disputes, payouts and balance transactions.',
  'Tax rates and automatic tax, metered prices, quotes, Connect: these answer 501.',
  'Checkout in payment or setup mode, several items on one subscription, send_invoice collection, pending updates.',
  'Schedules that do not begin from a subscription, discounts of a customer instead of a subscription.',
  'Addresses and promotion codes in the portal; portal sessions never expire.',
  'Test clocks of single customers: they exist, and all of them move the one billing clock.',
  'Mails to customers, Radar and other API versions.',
];

/** Starts the stand-in for Stripe: REST API, hosted Checkout, portal and invoices, and signed webhooks. */
export async function startStripe(options: StripeOptions): Promise<LocalStripe> {
  refuseProduction('The local Stripe', process.env);
  const store =
    options.dataDirectory === null
      ? memoryStore(emptyState())
      : openJsonStore(join(options.dataDirectory, 'state.json'), emptyState());
  const state = store.state;
  const realNow = () => Math.floor(Date.now() / 1000);
  const deliveries = webhookDeliveries({
    state,
    targets: options.webhooks,
    retryDelays: options.retryDelays ?? defaultRetryDelays,
    reorderWithin: options.reorderWithin ?? 2_000,
    newId,
    save: store.save,
  });
  const clock: BillingClock = billingClock(state, realNow, () => world);
  const world: World = {
    state,
    now: clock.now,
    newId,
    baseUrl: '',
    webhookEndpoints: webhookEndpoints(options.webhooks, realNow()),
    request: null,
    advanceClock: clock.advance,
    onEvent: () => {},
  };

  async function settle(): Promise<void> {
    forgetOldEvents(state, world.now());
    await store.save();
    deliveries.flush();
  }

  const requests = requestServer({
    world,
    clock,
    settle,
    slowMilliseconds: options.slowMilliseconds ?? slowMilliseconds,
  });
  const server = createServer(requests.serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  world.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  ensureBillingClock(world);
  seedCatalogue(world, options.catalogue);
  if (store.isNew) {
    for (const seed of options.seed ?? []) seedSubscription(world, seed);
    for (const code of options.promotionCodes ?? []) seedPromotionCode(world, code);
  }
  // The seed is not news: the seeded database knows of it already.
  world.onEvent = deliveries.file;
  clock.catchUp();
  await settle();
  const tick = setInterval(() => {
    if (clock.catchUp()) void settle();
  }, 30_000).unref();
  return control({ world, clock, deliveries, settle, realNow, server, requests, tick });
}

interface Running {
  world: World;
  clock: BillingClock;
  deliveries: WebhookDeliveries;
  settle: () => Promise<void>;
  realNow: () => number;
  server: ReturnType<typeof createServer>;
  requests: ReturnType<typeof requestServer>;
  tick: NodeJS.Timeout;
}

function control(running: Running): LocalStripe {
  const { world, clock, deliveries, settle, realNow, server, requests, tick } = running;
  return {
    url: world.baseUrl,
    clock: {
      now: clock.now,
      nextDueAt: clock.nextDueAt,
      aheadBy: () => clock.now() - realNow(),
      async advance(to) {
        advanceBillingClock(world, to);
        await settle();
      },
    },
    deliveries: deliveries.list,
    resend: deliveries.resend,
    duplicate: deliveries.duplicate,
    deliveriesIdle: deliveries.idle,
    conditions: {
      get: () => ({ ...world.state.conditions }),
      async set(change) {
        Object.assign(world.state.conditions, change);
        await settle();
        deliveries.release();
      },
    },
    declineNextCharge: {
      get: (customer) =>
        customer ? customer in world.state.declineNextChargeOf : world.state.declineNextCharge,
      async set(decline, customer) {
        if (!customer) world.state.declineNextCharge = decline;
        else if (decline) world.state.declineNextChargeOf[customer] = true;
        else delete world.state.declineNextChargeOf[customer];
        await settle();
      },
    },
    state: world.state,
    async stop() {
      clearInterval(tick);
      requests.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await deliveries.stop();
      await settle();
    },
  };
}

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** As long as Stripe's, and as hard to guess. */
function newId(prefix: string): string {
  const length = prefix === 'cs_test' ? 58 : 24;
  const characters = [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]);
  return `${prefix}_${characters.join('')}`;
}
