import { log } from '../log/log.ts';
import { applyCustomerState } from './apply-customer-state.ts';
import { type Lease, leaseForSync, releaseFailed } from './customer-lease.ts';
import { invoicesToRead } from './invoices-to-read.ts';
import { readPendingAmount } from './pending-amount.ts';
import { readCustomerState } from './read-customer-state.ts';
import { stripe } from './stripe.ts';
import { wakeWorker } from './wake-worker.ts';

/** Where a crash, or another worker, may come between; tests stop there. */
export type SyncStep = 'leased' | 'read' | 'written' | 'committed';

export interface SyncOptions {
  onStep?: (step: SyncStep) => Promise<void>;
  leaseSeconds?: number;
  /** Invoices to read besides those that events name. */
  invoices?: readonly string[];
}

/** What became of a sync. `fenced`: a newer worker took over, and what this one read was thrown away. */
export type SyncOutcome = 'synced' | 'fenced' | 'clean' | 'dead' | 'unknown';

/**
 * Brings our copy of a customer's subscription up to Stripe's latest, when events say that it may be old. However events
 * arrive (late, twice, out of order) the result is Stripe's state at a moment after the last one.
 * @throws when Stripe or the database fails or another worker is at it; the job then runs again later
 */
export async function syncCustomer(
  stripeCustomerId: string,
  options: SyncOptions = {},
): Promise<SyncOutcome> {
  const lease = await leaseForSync(stripeCustomerId, options.leaseSeconds);
  if (lease === 'busy')
    throw new Error(`Another worker is synchronising ${stripeCustomerId}; trying again later.`);
  if (typeof lease === 'string') {
    if (lease === 'dead') log.error('billing.customer_dead', { stripeCustomerId });
    return lease;
  }
  await options.onStep?.('leased');
  const outcome = await syncLeased(lease, options);
  // Whoever fenced this worker out may itself have crashed: its job looks again, and finds nothing to do if all is well.
  if (outcome === 'fenced')
    throw new Error(`A newer worker took ${stripeCustomerId} over; looking again later.`);
  return outcome;
}

/**
 * The same, for whoever holds the customer to change it: a person's own change shows at once, without waiting for its
 * events. Gives the lease back in every case, and the events that came meanwhile to the worker.
 */
export async function syncChanged(lease: Lease, options: SyncOptions = {}): Promise<'synced' | 'fenced'> {
  try {
    return await syncLeased(lease, options);
  } finally {
    await wakeWorker(lease.stripeCustomerId);
  }
}

async function syncLeased(lease: Lease, options: SyncOptions = {}): Promise<'synced' | 'fenced'> {
  try {
    const wanted = new Set([...(await invoicesToRead(lease)), ...(options.invoices ?? [])]);
    const state = await readCustomerState(lease.stripeCustomerId, [...wanted]);
    const pendingAmount = await readPendingAmount(lease.workspaceId, state);
    for (const id of state.supersededTrialIds) await cancelSupersededTrial(id);
    await options.onStep?.('read');
    const applied = await applyCustomerState(lease, { ...state, pendingAmount }, options.onStep);
    await options.onStep?.('committed');
    if (!applied) log.warn('billing.sync_fenced', { stripeCustomerId: lease.stripeCustomerId });
    return applied ? 'synced' : 'fenced';
  } catch (error) {
    await releaseFailed(lease, error instanceof Error ? error.message.slice(0, 500) : 'unknown').catch(
      () => {},
    );
    throw error;
  }
}

/**
 * A trial without a card that a paid subscription has replaced ends now; it never could have charged anything. Safe to
 * repeat: the key makes a second request the same one, and a trial that has ended is left alone.
 */
async function cancelSupersededTrial(id: string): Promise<void> {
  try {
    await stripe().subscriptions.cancel(id, {}, { idempotencyKey: `supersede:${id}` });
    log.info('billing.trial_superseded', { subscription: id });
  } catch (error) {
    const current = await stripe().subscriptions.retrieve(id);
    if (current.status !== 'canceled') throw error;
  }
}
