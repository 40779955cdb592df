import { poke } from '@archipelago/core/jobs/poke';
import { backgroundFunctions } from '@archipelago/core/jobs/queues';
import type { BillingWorld } from '../integration/billing/billing-world.ts';
import { eventOf } from '../integration/billing/event-of.ts';
import { addSubscribers } from './billing-subscribers.ts';
import type { Figure } from './figure.ts';

const customers = 50;
const events = 1_000;
const concurrency = 10;

/** How often Stripe is asked when a thousand events of fifty customers wait, as after an outage. */
export async function drainFigures(world: BillingWorld): Promise<Figure[]> {
  // What the measurement before has left.
  await world.drain();
  const subscribers = await addSubscribers(world, customers);
  const deliverAll = async () => {
    let next = 0;
    const worker = async () => {
      while (next < events) {
        const customer = subscribers[next++ % customers] ?? '';
        const { status } = await world.deliver(eventOf(customer));
        if (status !== 200) throw new Error(`The receiver answered ${status}`);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  };
  world.site.losePokes([backgroundFunctions['stripe-events-background'].path]);
  await deliverAll();
  world.site.losePokes([]);
  const before = world.stripe.requests();
  const begin = performance.now();
  await poke('stripe-events-background');
  await world.site.settled();
  const seconds = (performance.now() - begin) / 1000;
  const reads = world.stripe.requests() - before;
  for (const customer of subscribers) {
    const { dirty_seq, synced_seq } = await world.customer(customer);
    if (dirty_seq !== synced_seq) throw new Error(`${customer} was left behind at ${synced_seq}`);
  }
  return [
    {
      what: '1,000 waiting events of 50 customers: requests to Stripe',
      value: reads,
      unit: 'requests',
      aim: 60,
    },
    {
      what: '1,000 waiting events of 50 customers: time to work through',
      value: seconds,
      unit: 's',
      aim: 30,
    },
  ];
}
