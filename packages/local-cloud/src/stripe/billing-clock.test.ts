import { describe, expect, test } from 'vitest';
import { type BillingClock, billingClock } from './billing-clock.ts';
import { seedCatalogue } from './catalogue/seed-catalogue.ts';
import { updateCustomer } from './customers/customers.ts';
import { Params } from './http/params.ts';
import { attachPaymentMethod } from './payment-methods/payment-methods.ts';
import { emptyState } from './stripe-state.ts';
import { seedSubscription } from './subscriptions/seed-subscription.ts';
import { updateSubscription } from './subscriptions/update-subscription.ts';
import type { World } from './world.ts';

const start = Date.parse('2027-01-17T12:00:00Z') / 1000;
const day = 86_400;

/** A world of its own, in which real time stands still: nothing but the billing clock moves. */
function newWorld(): { world: World; clock: BillingClock; types: string[] } {
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
  seedCatalogue(world, {
    products: [{ id: 'pro', name: 'Pro' }],
    prices: [
      {
        product: 'pro',
        lookup_key: 'pro_monthly',
        currency: 'usd',
        unit_amount: 1000,
        recurring: { interval: 'month' },
      },
    ],
  });
  seedSubscription(world, {
    customerId: 'cus_1',
    subscriptionId: 'sub_1',
    name: 'Acme',
    email: 'ada@acme.test',
    metadata: {},
    priceLookupKey: 'pro_monthly',
    quantity: 3,
    trialStartedDaysAgo: 0,
    trialDays: 14,
  });
  return { world, clock, types };
}

function addCard({ world }: { world: World }, name: string): void {
  const method = attachPaymentMethod(world, name, new Params({ customer: 'cus_1' }));
  updateCustomer(world, 'cus_1', new Params({ invoice_settings: { default_payment_method: method.id } }));
}

const date = (seconds = 0) => new Date(seconds * 1000).toISOString().slice(0, 10);

describe('the billing clock', () => {
  test('never moves backwards', () => {
    const { clock } = newWorld();
    clock.advance(start + day);
    expect(clock.now()).toBe(start + day);
    expect(() => clock.advance(start)).toThrow('only moves forward');
  });

  test('renews a trial that ended on the 31st on the last of each month', () => {
    const all = newWorld();
    addCard(all, 'pm_card_visa');
    const ends: string[] = [];
    all.clock.advance(start + 14 * day);
    for (let month = 0; month < 5; month += 1) {
      const end = all.world.state.subscriptions.sub_1?.items.data[0]?.current_period_end ?? 0;
      ends.push(date(end));
      all.clock.advance(end);
    }
    expect(ends).toEqual(['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30']);
  });

  test('does the same in one leap as in many steps', () => {
    const outcome = (steps: number) => {
      const all = newWorld();
      addCard(all, 'pm_card_chargeCustomerFail');
      for (let step = 1; step <= steps; step += 1)
        all.clock.advance(start + Math.round((60 * day * step) / steps));
      return { types: all.types, state: all.world.state };
    };
    expect(outcome(1)).toEqual(outcome(60));
  });

  test('ends a subscription instead of renewing it when both fall on the same moment', () => {
    const all = newWorld();
    addCard(all, 'pm_card_visa');
    updateSubscription(all.world, 'sub_1', new Params({ cancel_at_period_end: 'true' }));
    all.clock.advance(start + 30 * day);
    expect(all.world.state.subscriptions.sub_1?.status).toBe('canceled');
    expect(Object.keys(all.world.state.invoices)).toHaveLength(1);
  });

  test('puts added seats on the next invoice to the cent', () => {
    const all = newWorld();
    addCard(all, 'pm_card_visa');
    all.clock.advance(start + 14 * day);
    const item = all.world.state.subscriptions.sub_1?.items.data[0];
    const [from, to] = [item?.current_period_start ?? 0, item?.current_period_end ?? 0];
    expect((to - from) / day).toBe(28);
    all.clock.advance(from + 7 * day);
    updateSubscription(all.world, 'sub_1', new Params({ items: [{ id: item?.id ?? '', quantity: '5' }] }));
    all.clock.advance(to + 3600);
    const last = Object.values(all.world.state.invoices).at(-1);
    expect(last?.lines.data.map(({ amount }) => amount)).toEqual([-2250, 3750, 5000]);
    expect(last).toMatchObject({ status: 'paid', amount_paid: 6500 });
  });

  test('says when something is due next', () => {
    const { clock } = newWorld();
    expect(clock.nextDueAt()).toBe(start + 11 * day);
    clock.advance(start + 14 * day);
    expect(clock.nextDueAt()).toBeNull();
  });
});
