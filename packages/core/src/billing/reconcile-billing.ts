import { readReconciliation, saveReconciliation } from '@archipelago/db/billing-reconciliation';
import type { BillingReconciliation } from '@archipelago/db/generated/client';
import { boss } from '../jobs/boss.ts';
import { log } from '../log/log.ts';
import { reconcileSubscription } from './reconcile-subscription.ts';
import { storeEvent } from './store-event.ts';
import { Stripe, stripe } from './stripe.ts';

const minute = 60 * 1000;
const day = 24 * 60 * minute;
/** Looked at twice: events that Stripe lists late, clocks that differ. */
const overlapMilliseconds = 60 * minute;
/** Stripe keeps events no longer. */
const oldestMilliseconds = 30 * day;
/** Of one job; what is left is the next job's. */
const timeMilliseconds = 4 * minute;
const pageSize = 100;
const mostUnknown = 100;

export interface ReconcileOptions {
  now?: Date;
  /** Where to stop for this time; the next job goes on there. */
  isOutOfTime?: () => boolean;
}

type Run = Omit<BillingReconciliation, 'id'>;

/**
 * Compares us with Stripe: stores the events since the last time that never arrived, as if they just had, and marks every
 * customer dirty whose subscription is not as Stripe has it, so that it is read again. After an outage longer than Stripe's
 * patience, or a webhook that was set up wrongly, nothing stays wrong. Customers that no workspace has are reported.
 *
 * Goes on where an interrupted run stopped; a run of which nothing is left to do begins a new one.
 */
export async function reconcileBilling({
  now = new Date(),
  isOutOfTime = timer(),
}: ReconcileOptions = {}): Promise<Run> {
  const run = await openRun(now);
  while (run.phase !== 'done') {
    const isLast = run.phase === 'events' ? await eventsPage(run) : await subscriptionsPage(run);
    if (isLast) advance(run, now);
    await saveReconciliation(run);
    if (run.phase !== 'done' && isOutOfTime()) {
      await boss().send('reconcile-billing', {});
      log.info('billing.reconciliation_continues', { phase: run.phase });
      return run;
    }
  }
  const { recovered, drifted, unknown } = run;
  log.info('billing.reconciled', { recovered, drifted, unknown: unknown.length });
  return run;
}

async function openRun(now: Date): Promise<Run> {
  const last = await readReconciliation();
  if (last && last.phase !== 'done' && now.getTime() - last.startedAt.getTime() < day) {
    const { id: _, ...run } = last;
    return run;
  }
  // What a run that never finished had to look for is looked for again.
  const since = last && (last.phase === 'done' ? last.startedAt : last.eventsSince);
  const oldest = now.getTime() - oldestMilliseconds;
  const run: Run = {
    startedAt: now,
    phase: 'events',
    cursor: null,
    eventsSince: new Date(Math.max(oldest, (since?.getTime() ?? oldest) - overlapMilliseconds)),
    finishedAt: last?.finishedAt ?? null,
    recovered: 0,
    drifted: 0,
    unknown: [],
  };
  await saveReconciliation(run);
  return run;
}

function advance(run: Run, now: Date): void {
  run.cursor = null;
  if (run.phase === 'events') {
    run.phase = 'subscriptions';
    return;
  }
  run.phase = 'done';
  run.finishedAt = now;
}

/** Newest first: what happens while it runs is left to the next run, which looks back beyond this one's beginning. */
async function eventsPage(run: Run): Promise<boolean> {
  const created = { gte: Math.floor(run.eventsSince.getTime() / 1000) };
  const page = await pageAfter(run, (after) => stripe().events.list({ created, limit: pageSize, ...after }));
  for (const event of page.data) {
    if ((await storeEvent(event, { isDelivery: false })) === 'stored') run.recovered += 1;
  }
  run.cursor = page.data.at(-1)?.id ?? null;
  return !page.has_more;
}

async function subscriptionsPage(run: Run): Promise<boolean> {
  const page = await pageAfter(run, (after) =>
    stripe().subscriptions.list({ status: 'all', limit: pageSize, expand: ['data.schedule'], ...after }),
  );
  for (const subscription of page.data) {
    const { outcome, stripeCustomerId } = await reconcileSubscription(subscription);
    if (outcome === 'drifted') run.drifted += 1;
    if (outcome !== 'unknown' || run.unknown.includes(stripeCustomerId)) continue;
    log.error('billing.customer_unknown', { stripeCustomerId, subscription: subscription.id });
    if (run.unknown.length < mostUnknown) run.unknown.push(stripeCustomerId);
  }
  run.cursor = page.data.at(-1)?.id ?? null;
  return !page.has_more;
}

/** The page after the cursor; from the beginning when Stripe has forgotten what the cursor stood at. */
async function pageAfter<Item>(
  run: Run,
  list: (after: { starting_after?: string }) => Promise<Stripe.ApiList<Item>>,
): Promise<Stripe.ApiList<Item>> {
  if (!run.cursor) return list({});
  try {
    return await list({ starting_after: run.cursor });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing') return list({});
    throw error;
  }
}

function timer(): () => boolean {
  const end = Date.now() + timeMilliseconds;
  return () => Date.now() > end;
}
