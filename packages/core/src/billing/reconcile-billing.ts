import { readReconciliation, saveReconciliation } from '@archipelago/db/billing-reconciliation';
import type { BillingReconciliation } from '@archipelago/db/generated/client';
import { boss } from '../jobs/boss.ts';
import { log } from '../log/log.ts';
import { reconcileInvoices } from './reconcile-invoices.ts';
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

type Phase = 'events' | 'subscriptions' | 'invoices';
type Run = Omit<BillingReconciliation, 'id' | 'phase'> & { phase: Phase | 'done' };

/** Compares a page of each; true when it was the last. */
const pages: Record<Phase, (run: Run) => Promise<boolean>> = {
  events: eventsPage,
  subscriptions: subscriptionsPage,
  invoices: invoicesPage,
};

/**
 * Compares us with Stripe: stores the events since the last time that never arrived, as if they just had, and marks every
 * customer dirty whose subscription is not as Stripe has it, so that it is read again; and reads the invoices of since
 * then that we do not have, or have otherwise. After an outage longer than Stripe's patience, or a webhook that was set up
 * wrongly, nothing stays wrong. Customers that no workspace has are reported.
 *
 * Goes on where an interrupted run stopped; a run of which nothing is left to do begins a new one.
 */
export async function reconcileBilling({
  now = new Date(),
  isOutOfTime = timer(),
}: ReconcileOptions = {}): Promise<Run> {
  const run = await openRun(now);
  while (run.phase !== 'done') {
    const isLast = await pages[run.phase](run);
    const isDone = isLast && advance(run, now);
    await saveReconciliation(run);
    if (!isDone && isOutOfTime()) {
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
    const { id: _, phase, ...run } = last;
    return { ...run, phase: phase as Phase };
  }
  // What a run that never finished had to look for is looked for again.
  const since = last && (last.phase === 'done' ? last.startedAt : last.eventsSince);
  const oldest = now.getTime() - oldestMilliseconds;
  const run: Run = {
    startedAt: now,
    phase: 'events',
    cursor: null,
    eventsSince: new Date(Math.max(oldest, (since?.getTime() ?? oldest) - overlapMilliseconds)),
    invoicesUntil: last?.invoicesUntil ?? null,
    finishedAt: last?.finishedAt ?? null,
    recovered: 0,
    drifted: 0,
    unknown: [],
  };
  await saveReconciliation(run);
  return run;
}

/** True when that was the last phase. */
function advance(run: Run, now: Date): boolean {
  run.cursor = null;
  if (run.phase !== 'invoices') {
    run.phase = run.phase === 'events' ? 'subscriptions' : 'invoices';
    return false;
  }
  run.phase = 'done';
  run.finishedAt = now;
  run.invoicesUntil = run.startedAt;
  return true;
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

/** All of them the first time: that is where the invoices of before we kept any come from. */
async function invoicesPage(run: Run): Promise<boolean> {
  const since = run.invoicesUntil && run.invoicesUntil.getTime() - overlapMilliseconds;
  const created = since === null ? {} : { created: { gte: Math.floor(since / 1000) } };
  const page = await pageAfter(run, (after) =>
    stripe().invoices.list({ limit: pageSize, ...created, ...after }),
  );
  run.drifted += await reconcileInvoices(page.data);
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
