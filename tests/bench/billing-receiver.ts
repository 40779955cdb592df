import { Stripe } from '@archipelago/core/billing/stripe';
import { backgroundFunctions } from '@archipelago/core/jobs/queues';
import stripeWebhook from '../../netlify/functions/stripe-webhook.ts';
import { type BillingWorld, webhookSecret } from '../integration/billing/billing-world.ts';
import { eventOf } from '../integration/billing/event-of.ts';
import type { Figure } from './figure.ts';
import { percentile } from './percentile.ts';

const deliveries = 1_000;
const customers = 50;
/** Until the code is compiled, the connections are open and the plans cached. */
const warmUp = 200;
const beginAndCommit = 2;

/** What the receiver of Stripe's events needs for one: its own time, without the server around it. */
export async function receiverFigures(world: BillingWorld): Promise<Figure[]> {
  const known = await Promise.all(Array.from({ length: customers }, () => world.newWorkspace()));
  const customerOf = (index: number) => known[index % customers]?.customer ?? '';
  world.site.losePokes([backgroundFunctions['stripe-events-background'].path]);
  for (let index = 0; index < warmUp; index += 1) await receive(customerOf(index));

  const before = { statements: await world.statements(), calls: world.stripe.requests() };
  const times: number[] = [];
  for (let index = 0; index < deliveries; index += 1) times.push(await receive(customerOf(index)));
  const statements = (await world.statements()) - before.statements;
  const calls = world.stripe.requests() - before.calls;

  const forged = { secret: 'whsec_guessed_guessed_guessed', status: 400 };
  // The first of a minute is counted for the operators.
  await receive(customerOf(0), forged);
  const beforeForged = await world.statements();
  await receive(customerOf(0), forged);
  const statementsOfForged = (await world.statements()) - beforeForged;
  world.site.losePokes([]);
  return [
    { what: 'Stripe’s event received: own time, median', value: percentile(times, 50), unit: 'ms', aim: 15 },
    { what: 'Stripe’s event received: own time, p99', value: percentile(times, 99), unit: 'ms', aim: 15 },
    {
      what: 'Stripe’s event received: SQL statements in its transaction',
      value: statements / deliveries - beginAndCommit,
      unit: 'statements',
      aim: 3,
    },
    { what: 'Stripe’s event received: calls to Stripe', value: calls, unit: 'calls', aim: 0 },
    {
      what: 'a forged event after the first of a minute: SQL statements',
      value: statementsOfForged,
      unit: 'statements',
      aim: 0,
    },
  ];
}

/** Milliseconds from the request to the answer. */
async function receive(customer: string, { secret = webhookSecret, status = 200 } = {}): Promise<number> {
  const payload = JSON.stringify(eventOf(customer), null, 2);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const request = new Request('http://localhost/api/webhooks/stripe', {
    method: 'POST',
    headers: { 'stripe-signature': signature },
    body: payload,
  });
  const afterwards: Promise<unknown>[] = [];
  const begin = performance.now();
  const response = await stripeWebhook(request, { waitUntil: (work) => void afterwards.push(work) });
  const milliseconds = performance.now() - begin;
  await Promise.all(afterwards);
  if (response.status !== status) throw new Error(`The receiver answered ${response.status}`);
  return milliseconds;
}
