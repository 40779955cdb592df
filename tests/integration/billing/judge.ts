import type { BillingWorld } from './billing-world.ts';
import { expectedOf, type Story } from './stripe-story.ts';

/** What went wrong, each as a sentence; nothing when all is well. */
export interface Verdict {
  /** Events and business facts of which nothing is left. */
  lost: string[];
  /** What was made of one business fact more than once. */
  doubled: string[];
  /** Workspaces that do not have what Stripe has. */
  diverged: string[];
  /** Customers that nobody has finished, or that somebody still holds. */
  stuck: string[];
}

export const spotless: Verdict = { lost: [], doubled: [], diverged: [], stuck: [] };

/** Holds what we keep of these customers against what happened, once nobody is at work any more. */
export async function judge(world: BillingWorld, stories: readonly Story[]): Promise<Verdict> {
  const verdict: Verdict = { lost: [], doubled: [], diverged: [], stuck: [] };
  for (const story of stories) {
    await judgeProjection(world, story, verdict);
    await judgeInbox(world, story, verdict);
    await judgeEffects(world, story, verdict);
  }
  return verdict;
}

async function judgeProjection(world: BillingWorld, { customer, facts }: Story, { diverged }: Verdict) {
  const copy = await world.subscription(customer);
  const ours = copy && {
    id: copy.stripe_subscription_id,
    plan: copy.plan,
    status: copy.status,
    seats: copy.seats,
    cancelAt: copy.cancel_at && copy.cancel_at.getTime() / 1000,
  };
  const theirs = expectedOf(facts).subscription;
  const [have, want] = [JSON.stringify(ours ?? null), JSON.stringify(theirs)];
  if (have !== want) diverged.push(`${customer} has ${have}, and Stripe ${want}`);
}

async function judgeInbox(
  world: BillingWorld,
  { customer, events }: Story,
  { lost, stuck, doubled }: Verdict,
) {
  const { rows } = await world.database.observer.query<{ id: string; status: string; seq: string }>(
    'select id, status, seq from stripe_event where stripe_customer_id = $1',
    [customer],
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  for (const { id, type } of events) {
    const row = kept.get(id);
    if (!row) lost.push(`${id} (${type}) of ${customer} is not in the inbox`);
    else if (row.status !== 'processed') stuck.push(`${id} (${type}) of ${customer} is ${row.status}`);
  }
  const numbers = new Set(rows.map(({ seq }) => seq));
  if (numbers.size !== rows.length) doubled.push(`${customer} gave one number to two events`);
  const row = await world.customer(customer);
  const { dirty_seq: dirty, synced_seq: synced } = row;
  if (dirty !== String(events.length))
    doubled.push(`${customer} counted ${dirty} events instead of ${events.length}`);
  if (dirty !== synced) stuck.push(`${customer} is at ${synced} of ${dirty}`);
  if (row.lease_until || row.dead_at) stuck.push(`${customer} is held, or given up`);
  if ((await world.waitingJobs(customer)) > 0) stuck.push(`${customer} has a job that waits`);
}

async function judgeEffects(world: BillingWorld, story: Story, { lost, doubled }: Verdict): Promise<void> {
  const { customer, workspaceId, facts } = story;
  const effects = await world.effects(workspaceId);
  const keys = effects.map(({ key }) => key);
  const ofInvoices = keys.filter((key) => /^(payment_failed|receipt):/.test(key)).sort();
  const { told } = expectedOf(facts);
  for (const key of told) if (!ofInvoices.includes(key)) lost.push(`${key} of ${customer} was never told`);
  for (const key of ofInvoices) if (!told.includes(key)) doubled.push(`${key} never happened`);
  if (new Set(keys).size !== keys.length) doubled.push(`${customer} has an effect twice: ${keys}`);
  const mails = await world.database.observer.query<{ effect: string }>(
    `select data->>'effectId' as effect from pgboss.job
     where name = 'mail' and data->>'workspaceId' = $1 and data->>'message' = 'billing'`,
    [workspaceId],
  );
  const sent = mails.rows.map(({ effect }) => effect);
  for (const { id, key } of effects) {
    const times = sent.filter((effect) => effect === id).length;
    if (times === 0) lost.push(`${key} of ${customer} has no mail`);
    if (times > 1) doubled.push(`${key} of ${customer} has ${times} mails`);
  }
  if (sent.length > effects.length) doubled.push(`${customer} has ${sent.length} mails`);
  await judgeLog(world, story, { lost, doubled });
}

/** A change of plan begins where the one before it ended: told twice, or not at all, the chain would be broken. */
async function judgeLog(
  world: BillingWorld,
  { customer, workspaceId, facts }: Story,
  { lost, doubled }: Pick<Verdict, 'lost' | 'doubled'>,
): Promise<void> {
  const { rows } = await world.database.observer.query<{ action: string; key: string; changes: Changes }>(
    `select action, request_id as key, changes from audit_event
     where workspace_id = $1 and actor_name = 'Stripe' order by sequence`,
    [workspaceId],
  );
  const keys = rows.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) doubled.push(`${customer} has a line of its log twice: ${keys}`);
  for (const key of expectedOf(facts).told)
    if (!keys.includes(key)) lost.push(`${key} of ${customer} is not in the log`);
  let plan = 'Free';
  for (const { action, changes } of rows) {
    if (action !== 'billing.plan_changed' || !changes.plan) continue;
    if (changes.plan.from !== plan)
      doubled.push(`${customer} went from ${changes.plan.from}, after it had come to ${plan}`);
    plan = changes.plan.to;
  }
}

type Changes = { plan?: { from: string; to: string } };
