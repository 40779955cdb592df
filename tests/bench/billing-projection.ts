import { setTimeout as delay } from 'node:timers/promises';
import { backgroundFunctions } from '@archipelago/core/jobs/queues';
import sweep from '../../netlify/functions/sweep.ts';
import type { BillingWorld } from '../integration/billing/billing-world.ts';
import { eventOf } from '../integration/billing/event-of.ts';
import { addSubscribers } from './billing-subscribers.ts';
import type { Figure } from './figure.ts';
import { percentile } from './percentile.ts';

const events = 200;
const concurrency = 4;
const sweepSeconds = 60;

/** From Stripe's sending of an event until the workspace has the plan: when the poke arrives, and when it is lost. */
export async function projectionFigures(world: BillingWorld): Promise<Figure[]> {
  const withPoke = await poked(world);
  const withoutPoke = await swept(world);
  return [
    { what: 'Stripe’s event to the plan, p95', value: percentile(withPoke, 95) / 1000, unit: 's', aim: 2 },
    {
      what: 'Stripe’s event to the plan when the poke is lost, p95',
      value: percentile(withoutPoke, 95) / 1000,
      unit: 's',
      aim: 90,
    },
  ];
}

/** What else the sweep's schedules wake is not measured here. */
const otherJobs = backgroundFunctions['jobs-background'].path;
const stripeEvents = backgroundFunctions['stripe-events-background'].path;

async function poked(world: BillingWorld): Promise<number[]> {
  const subscribers = await addSubscribers(world, events);
  const times: number[] = [];
  const worker = async () => {
    for (let one = subscribers.pop(); one; one = subscribers.pop()) {
      const begin = performance.now();
      await tell(world, one);
      times.push((await arrival(world, one)) - begin);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  await world.site.settled();
  return times;
}

/** One event in each second of a minute that loses every poke, and then the sweep, as its schedule runs it. */
async function swept(world: BillingWorld): Promise<number[]> {
  const subscribers = await addSubscribers(world, sweepSeconds);
  const begin = performance.now();
  world.site.losePokes([stripeEvents, otherJobs]);
  const arrivals: Promise<number>[] = [];
  for (const [second, one] of subscribers.entries()) {
    await delay(Math.max(0, begin + second * 1000 - performance.now()));
    const sent = performance.now();
    await tell(world, one);
    arrivals.push(arrival(world, one).then((seen) => seen - sent));
  }
  await delay(Math.max(0, begin + sweepSeconds * 1000 - performance.now()));
  world.site.losePokes([otherJobs]);
  await sweep();
  const times = await Promise.all(arrivals);
  await world.site.settled();
  return times;
}

async function tell(world: BillingWorld, customer: string): Promise<void> {
  const { status } = await world.deliver(eventOf(customer));
  if (status !== 200) throw new Error(`The receiver answered ${status}`);
}

/** When the workspace has the plan. */
async function arrival(world: BillingWorld, customer: string): Promise<number> {
  const giveUpAt = performance.now() + 120_000;
  while ((await world.subscription(customer))?.plan !== 'pro') {
    if (performance.now() > giveUpAt) throw new Error(`${customer} never got its plan`);
    await delay(10);
  }
  return performance.now();
}
