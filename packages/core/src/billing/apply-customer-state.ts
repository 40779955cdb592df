import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import { enqueue } from '../jobs/enqueue.ts';
import { type Lease, lockCustomer } from './customer-lease.ts';
import type { BillingEffect } from './effects/billing-effect.ts';
import { dueEffects, queueDueMoments } from './effects/due-effects.ts';
import { effectsOfChange } from './effects/effects-of-change.ts';
import { effectsOfEvents } from './effects/effects-of-events.ts';
import { recordEffects } from './effects/record-effects.ts';
import { planOf } from './entitlements-of.ts';
import type { CustomerState } from './read-customer-state.ts';
import { seatsIn } from './seats-of.ts';
import { storeInvoices } from './store-invoices.ts';
import { type BillingChange, subscriptionChanges } from './subscription-changes.ts';
import type { SyncStep } from './sync-customer.ts';

/** What Stripe said, and what it adds to the next invoice (`pending-amount.ts`). */
export type StateToApply = CustomerState & { pendingAmount: number };

/**
 * Writes what Stripe said, in one transaction that first makes sure the lease is still ours: projection, effects, audit
 * log, inbox and watermark change together or not at all. False when a newer worker holds the customer: nothing is written then.
 */
export async function applyCustomerState(
  lease: Lease,
  state: StateToApply,
  onStep: (step: SyncStep) => Promise<void> = async () => {},
): Promise<boolean> {
  const { workspaceId, stripeCustomerId } = lease;
  const write = async (tx: Transaction) => {
    const customer = await lockCustomer(tx, stripeCustomerId);
    if (customer?.fence !== lease.fence) return false;

    const told = await effectsOfEvents(tx, lease);
    const { changes, effects } = await writeProjection(tx, lease, state, told.latest);
    await storeInvoices(tx, workspaceId, state.invoices);
    await correctSeats(tx, workspaceId, state);
    await tx.stripeEvent.updateMany({
      where: { stripeCustomerId, status: 'pending', seq: { lte: lease.dirtySeq } },
      data: { status: 'processed', processedAt: new Date() },
    });
    await tx.billingCustomer.update({
      where: { workspaceId },
      data: {
        ...state.details,
        syncedSeq: lease.dirtySeq,
        leaseUntil: null,
        attempts: 0,
        deadAt: null,
        lastError: null,
      },
    });
    await recordEffects(
      tx,
      workspaceId,
      [...told.effects, ...effects],
      changes.map((change) => ({ ...change, key: `${change.action}:${stripeCustomerId}:${lease.fence}` })),
    );
    await onStep('written');
    return true;
  };
  return withWorkspace(workspaceId, write, { stripeCustomerId });
}

const planless = { plannedPlan: null, plannedInterval: null, plannedSeats: null, plannedAt: null };

async function writeProjection(
  tx: Transaction,
  { workspaceId, stripeCustomerId, fence }: Lease,
  { subscription, testTime, pendingAmount }: StateToApply,
  latestEvent: Date | null,
): Promise<{ changes: BillingChange[]; effects: BillingEffect[] }> {
  const previous = await tx.subscription.findUnique({ where: { workspaceId } });
  const gone = previous && { ...previous, ...planless, status: 'canceled', overdueSince: null };
  const next = subscription ?? (previous?.status === 'canceled' ? null : gone);
  if (!next) return { changes: [], effects: [] };
  const syncedAt = new Date();
  const asOf = new Date(
    Math.max(...[syncedAt, latestEvent, testTime, previous?.asOf].map((date) => date?.getTime() ?? 0)),
  );
  const row = { ...next, pendingAmount, syncedAt, asOf };
  await tx.subscription.upsert({ where: { workspaceId }, create: { ...row, workspaceId }, update: row });
  await queueDueMoments(tx, workspaceId, row, syncedAt);
  return {
    changes: subscriptionChanges(previous, next),
    effects: [
      ...effectsOfChange(previous, next, `${stripeCustomerId}:${fence}`),
      ...dueEffects(row, syncedAt),
    ],
  };
}

/** Somebody may have joined or left while a person was at Checkout, which was told the seats of before. */
async function correctSeats(
  tx: Transaction,
  workspaceId: string,
  { subscription }: CustomerState,
): Promise<void> {
  if (!subscription || planOf(subscription) === 'free') return;
  const seats = await seatsIn(tx, workspaceId);
  if (subscription.seats === seats && (subscription.plannedSeats ?? seats) === seats) return;
  await enqueue(tx, 'sync-seats', workspaceId, { workspaceId });
}
