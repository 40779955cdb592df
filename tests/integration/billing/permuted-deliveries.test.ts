import type { Stripe } from '@archipelago/core/billing/stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordProof } from '../../support/record-proof.ts';
import { type BillingWorld, startBillingWorld } from './billing-world.ts';
import { judge, spotless } from './judge.ts';
import { type Dice, seeded, seedOfRun } from './seeded.ts';
import { happen, happenings, type Story } from './stripe-story.ts';

const wanted = Number(process.env.PROOF_DELIVERIES ?? 500);
const seed = seedOfRun();

let world: BillingWorld;
beforeAll(async () => {
  world = await startBillingWorld();
});
afterAll(() => world.stop());

const count = { deliveries: 0, events: 0, customers: 0 };

test(`${wanted} deliveries in any order, some of them twice, end as the model says (seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  const dice = seeded(seed);
  let divergences = 0;
  while (count.deliveries < wanted) {
    const stories = await Promise.all(
      [1, 2, 3, 4].map(async (): Promise<Story> => {
        return { ...(await world.newWorkspace()), facts: [], events: [] };
      }),
    );
    const delivered = await live(stories, dice);
    await world.site.settled();
    await world.skipDelays();
    await world.drain();
    const verdict = await judge(world, stories);
    divergences += Object.values(verdict).flat().length;
    expect(verdict).toEqual(spotless);
    for (const [id, times] of delivered) expect(await world.event(id)).toMatchObject({ deliveries: times });
    count.customers += stories.length;
    count.events += delivered.size;
  }
  recordProof('deliveries', seed, { ...count, divergences });
});

/** Lets things happen to the customers and delivers the events over HTTP: how often, by id. */
async function live(stories: readonly Story[], dice: Dice): Promise<Map<string, number>> {
  const delivered = new Map<string, number>();
  let pending: Stripe.Event[] = [];
  for (const { customer } of stories) world.stripe.customers.set(customer, []);
  for (let step = 0; step < 24; step += 1) {
    const story = dice.pick(stories);
    const held = world.stripe.customers.get(story.customer) ?? [];
    const events = happen(story, held, dice.pick(happenings));
    // Each once, twice or three times; half of what there is waits, and may arrive long after it was true.
    pending.push(...events.flatMap((event) => Array.from({ length: 1 + dice.roll(3) }, () => event)));
    pending = dice.shuffled(pending);
    await deliver(pending.splice(0, dice.roll(1 + pending.length / 2)), delivered, dice);
  }
  await deliver(pending, delivered, dice);
  return delivered;
}

async function deliver(
  events: readonly Stripe.Event[],
  delivered: Map<string, number>,
  dice: Dice,
): Promise<void> {
  const left = [...events];
  while (left.length > 0) {
    const together = left.splice(0, 1 + dice.roll(4));
    const answers = await Promise.all(together.map((event) => world.deliver(event)));
    expect(answers.map(({ status }) => status)).toEqual(together.map(() => 200));
    for (const { id } of together) delivered.set(id, (delivered.get(id) ?? 0) + 1);
    count.deliveries += together.length;
  }
}
