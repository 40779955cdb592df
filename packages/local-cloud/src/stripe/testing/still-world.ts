import { type BillingClock, billingClock } from '../billing-clock.ts';
import { seedCatalogue } from '../catalogue/seed-catalogue.ts';
import { createCustomer, updateCustomer } from '../customers/customers.ts';
import { Params } from '../http/params.ts';
import type { FormObject } from '../http/parse-form.ts';
import { attachPaymentMethod } from '../payment-methods/payment-methods.ts';
import { emptyState, type Invoice, type Subscription } from '../stripe-state.ts';
import { firstItem } from '../subscriptions/find-subscription.ts';
import { createSubscription } from '../subscriptions/start-subscription.ts';
import { updateSubscription } from '../subscriptions/update-subscription.ts';
import type { World } from '../world.ts';

export const day = 86_400;

export interface StillWorld {
  world: World;
  clock: BillingClock;
  /** Types of the events so far. */
  types: string[];
  /** A customer with this card (`pm_card_…`) or none, subscribed to 3 seats of a price unless told otherwise. */
  subscribe(options?: { card?: string | null; price?: string; sent?: FormObject }): Subscription;
  giveCard(customer: string, card: string): void;
  update(id: string, sent: FormObject): Subscription;
  /** Oldest first. */
  invoices(): Invoice[];
  /** Moves on to the next renewal and the hour after it in which the draft is charged. */
  renew(subscription: Subscription): void;
}

/** A world for tests, in which real time stands still: nothing but the billing clock moves. */
export function stillWorld(startsAt: string): StillWorld {
  const start = Date.parse(startsAt) / 1000;
  const types: string[] = [];
  const state = emptyState();
  let count = 0;
  const clock = billingClock(
    state,
    () => start,
    () => world,
  );
  const world: World = {
    state,
    now: clock.now,
    newId: (prefix) => `${prefix}_${++count}`,
    baseUrl: 'http://127.0.0.1:1',
    webhookEndpoints: [],
    request: null,
    advanceClock: clock.advance,
    onEvent: (event) => types.push(event.type),
  };
  const prices = [
    ['pro', 'month', 1_000],
    ['pro', 'year', 10_000],
    ['business', 'month', 3_000],
    ['business', 'year', 30_000],
  ] as const;
  seedCatalogue(world, {
    products: [
      { id: 'pro', name: 'Pro', unit_label: 'seat' },
      { id: 'business', name: 'Business', unit_label: 'seat' },
    ],
    prices: prices.map(([product, interval, unit_amount]) => {
      return {
        product,
        lookup_key: `${product}_${interval}ly`,
        currency: 'usd',
        unit_amount,
        recurring: { interval },
      };
    }),
  });
  const giveCard = (customer: string, card: string) => {
    const method = attachPaymentMethod(world, card, new Params({ customer }));
    updateCustomer(world, customer, new Params({ invoice_settings: { default_payment_method: method.id } }));
  };
  return {
    world,
    clock,
    types,
    giveCard,
    subscribe({ card = 'pm_card_visa', price = 'pro_monthly', sent = {} } = {}) {
      const customer = createCustomer(world, new Params({ name: 'Acme', email: 'ada@acme.test' }));
      if (card) giveCard(customer.id, card);
      const items = [{ price: `price_local_${price}`, quantity: '3' }];
      return createSubscription(world, new Params({ customer: customer.id, items, ...sent }));
    },
    update: (id, sent) => updateSubscription(world, id, new Params(sent)),
    invoices: () => Object.values(state.invoices),
    renew(subscription) {
      clock.advance(firstItem(subscription).current_period_end + 3_600);
    },
  };
}

export function dateOf(seconds: number | null | undefined): string {
  return new Date((seconds ?? 0) * 1000).toISOString().slice(0, 10);
}
