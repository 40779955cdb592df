import type { Stripe } from '@archipelago/core/billing/stripe';
import { type SyncStep, syncCustomer } from '@archipelago/core/billing/sync-customer';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordProof } from '../../support/record-proof.ts';
import { type BillingWorld, startBillingWorld } from './billing-world.ts';
import { judge, spotless } from './judge.ts';
import { seedOfRun } from './seeded.ts';
import { type Happening, happen, happenings, type Story } from './stripe-story.ts';

const runs = Number(process.env.PROPERTY_RUNS ?? 60);
const seed = seedOfRun();

let world: BillingWorld;
beforeAll(async () => {
  world = await startBillingWorld();
});
afterAll(() => world.stop());

class Crash extends Error {}

const program = fc.array(
  fc.record({ who: fc.integer({ min: 0, max: 2 }), what: fc.constantFrom<Happening>(...happenings) }),
  { minLength: 2, maxLength: 14 },
);

/** Where to crash, stumble, duplicate and reorder: one list of choices, used up in the order in which they come up. */
const choices = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 120, maxLength: 120 });

const count = { programs: 0, events: 0, crashes: 0 };

test(`whatever happens in whatever order, our copy ends as Stripe is (${runs} runs, seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  await fc.assert(fc.asyncProperty(program, choices, runProgram), {
    numRuns: runs,
    seed,
    endOnFailure: true,
  });
  recordProof('programs', seed, { ...count, divergences: 0 });
});

async function runProgram(steps: { who: number; what: Happening }[], dice: number[]): Promise<void> {
  let thrown = 0;
  const roll = () => dice[thrown++ % dice.length] ?? 0;
  let crashes = 0;
  const perhapsCrash = async () => {
    const choice = roll();
    if (choice === 0 && crashes < 15) {
      crashes += 1;
      throw new Crash();
    }
    if (choice < 3) await new Promise((resolve) => setImmediate(resolve));
  };
  world.stripe.beforeAnswer = async () => {
    if (roll() === 1 && crashes < 15) {
      crashes += 1;
      throw new Error('Stripe stumbled');
    }
  };

  const stories = await Promise.all(
    [0, 1, 2].map(async (): Promise<Story> => ({ ...(await world.newWorkspace()), facts: [], events: [] })),
  );
  for (const { customer } of stories) world.stripe.customers.set(customer, []);
  const deliver = async (event: Stripe.Event) => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await world.store(event, attempt < 5 ? { onStep: perhapsCrash } : {});
        return;
      } catch (error) {
        // Stripe sees no 2xx and delivers again.
        if (!(error instanceof Crash)) throw error;
      }
    }
  };
  const work = async (customer: string) => {
    // A lease of a millisecond: every worker finds the one before it expired, and only the fence stands between them.
    await syncCustomer(customer, {
      leaseSeconds: 0.001,
      onStep: perhapsCrash as (step: SyncStep) => Promise<void>,
    }).catch(() => {});
  };

  let pending: Stripe.Event[] = [];
  for (const { who, what } of steps) {
    const story = stories[who];
    if (!story) continue;
    pending.push(...happen(story, world.stripe.customers.get(story.customer) ?? [], what));
    pending.sort(() => roll() - 4.5);
    const now = pending.splice(0, Math.ceil(pending.length / 2));
    const twice = now.filter(() => roll() === 0);
    await Promise.all([...now, ...twice].map(deliver).concat(stories.map(({ customer }) => work(customer))));
  }
  const all = stories.flatMap(({ events }) => events);
  pending = [...pending, ...all.filter(() => roll() === 0)].sort(() => roll() - 4.5);
  await Promise.all(pending.map(deliver).concat(stories.map(({ customer }) => work(customer))));

  world.stripe.beforeAnswer = async () => {};
  await world.database.observer.query('update billing_customer set lease_until = null');
  await world.skipDelays();
  await world.drain();
  expect(await judge(world, stories)).toEqual(spotless);
  count.programs += 1;
  count.events += all.length;
  count.crashes += crashes;
}
