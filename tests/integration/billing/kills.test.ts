import type { Stripe } from '@archipelago/core/billing/stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordProof } from '../../support/record-proof.ts';
import { type BillingWorld, startBillingWorld } from './billing-world.ts';
import { judge, spotless } from './judge.ts';
import { startVictims, storeSteps, syncSteps, type Victim } from './killing.ts';
import { type Dice, seeded, seedOfRun } from './seeded.ts';
import { happen, happenings, type Story } from './stripe-story.ts';

const wanted = Number(process.env.PROOF_KILLS ?? 21);
const seed = seedOfRun();
const customers = 6;

let world: BillingWorld;
let victims: ReturnType<typeof startVictims>;

beforeAll(async () => {
  // Nobody answers a poke: whatever is done is done by the processes of this test.
  world = await startBillingWorld({ APP_URL: 'http://127.0.0.1:9' });
  victims = startVictims();
});
afterAll(async () => {
  await victims.stop();
  await world.stop();
});

interface Scene {
  dice: Dice;
  stories: Story[];
  receiver: Victim;
  /** What Stripe has had no 2xx for. */
  unanswered: Stripe.Event[];
  kills: Record<string, number>;
}

const stages: readonly (readonly [who: 'the webhook' | 'the worker', step: string])[] = [
  ...storeSteps.map((step) => ['the webhook', step] as const),
  ...syncSteps.map((step) => ['the worker', step] as const),
];

test(`kill -9 at every step in turn, ${wanted} times, loses nothing and doubles nothing (seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  const stories = await Promise.all(
    Array.from({ length: customers }, async (): Promise<Story> => {
      return { ...(await world.newWorkspace()), facts: [], events: [] };
    }),
  );
  for (const { customer } of stories) world.stripe.customers.set(customer, []);
  const receiver = await victims.next('receiver');
  const scene: Scene = { dice: seeded(seed), stories, receiver, unanswered: [], kills: {} };
  for (let killed = 0; killed < wanted; killed += 1) {
    const stage = stages[killed % stages.length];
    if (!stage) break;
    const [who, step] = stage;
    goOn(scene);
    if (who === 'the webhook') await killReceiver(scene, step);
    else await killWorker(scene, step);
    const name = `${who} at "${step}"`;
    scene.kills[name] = (scene.kills[name] ?? 0) + 1;
  }
  await finish(scene);
  const verdict = await judge(world, stories);
  const { lost, doubled, diverged, stuck } = verdict;
  recordProof('kills', seed, {
    kills: Object.values(scene.kills).reduce((sum, count) => sum + count, 0),
    events: stories.reduce((sum, { events }) => sum + events.length, 0),
    ...scene.kills,
    lost: lost.length,
    doubled: doubled.length,
    diverged: diverged.length,
    stuck: stuck.length,
  });
  expect(verdict).toEqual(spotless);
  expect(Object.keys(scene.kills)).toHaveLength(Math.min(wanted, stages.length));
});

/** Things go on at Stripe, until there are at least two events to deliver. */
function goOn({ dice, stories, unanswered }: Scene): void {
  const enough = unanswered.length + 2;
  while (unanswered.length < enough) {
    const story = dice.pick(stories);
    const held = world.stripe.customers.get(story.customer) ?? [];
    unanswered.push(...happen(story, held, dice.pick(happenings)));
  }
}

async function deliver(scene: Scene, event: Stripe.Event): Promise<void> {
  try {
    const { ok } = await world.deliver(event, { to: scene.receiver.url });
    if (!ok) scene.unanswered.push(event);
  } catch {
    // The connection broke with the process: Stripe knows nothing, and delivers again.
    scene.unanswered.push(event);
  }
}

async function killReceiver(scene: Scene, step: string): Promise<void> {
  const reached = scene.receiver.order({ stopAt: step });
  const events = scene.dice.shuffled(scene.unanswered.splice(0));
  const sent = Promise.all(events.map((event) => deliver(scene, event)));
  expect(await reached).toBe('reached');
  await scene.receiver.kill();
  await sent;
  scene.receiver = await victims.next('receiver');
}

/** Everything is delivered, some of it for the second time; then a worker begins. */
async function killWorker(scene: Scene, step: string): Promise<void> {
  await deliverAll(scene);
  await world.buryDeadWorkers();
  const worker = await victims.next('worker');
  expect(await worker.order({ stopAt: step })).toBe('reached');
  await worker.kill();
}

async function deliverAll(scene: Scene): Promise<void> {
  const { dice, stories } = scene;
  const known = stories.flatMap(({ events }) => events);
  const again = Array.from({ length: dice.roll(3) }, () => dice.pick(known));
  await Promise.all([...scene.unanswered.splice(0), ...again].map((event) => deliver(scene, event)));
  expect(scene.unanswered).toEqual([]);
}

async function finish(scene: Scene): Promise<void> {
  await deliverAll(scene);
  await world.buryDeadWorkers();
  const worker = await victims.next('worker');
  expect(await worker.order({ stopAt: null })).toBe('idle');
  await worker.kill();
  await scene.receiver.kill();
}
