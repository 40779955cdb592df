import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import { enqueue } from '../jobs/enqueue.ts';
import { type Lease, lockCustomer } from './customer-lease.ts';
import { planOf } from './entitlements-of.ts';
import type { CustomerState } from './read-customer-state.ts';
import { recordBillingEvents } from './record-billing-events.ts';
import { seatsIn } from './seats-of.ts';
import { type BillingChange, subscriptionChanges } from './subscription-changes.ts';
import type { SyncStep } from './sync-customer.ts';

/**
 * Writes what Stripe said, in one transaction that first makes sure the lease is still ours: projection, audit log, inbox
 * and watermark change together or not at all. False when a newer worker holds the customer: nothing is written then.
 */
export async function applyCustomerState(
  lease: Lease,
  state: CustomerState,
  onStep: (step: SyncStep) => Promise<void> = async () => {},
): Promise<boolean> {
  const { workspaceId, stripeCustomerId } = lease;
  const write = async (tx: Transaction) => {
    const customer = await lockCustomer(tx, stripeCustomerId);
    if (customer?.fence !== lease.fence) return false;

    const changes = await writeProjection(tx, workspaceId, state);
    await correctSeats(tx, workspaceId, state);
    const failed = await failedInvoices(tx, lease);
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
    await recordBillingEvents(tx, workspaceId, [
      ...changes.map((change) => ({ ...change, key: `${change.action}:${stripeCustomerId}:${lease.fence}` })),
      ...failed.map((invoiceId) => ({
        action: 'billing.payment_failed' as const,
        changes: {},
        key: `payment_failed:${invoiceId}`,
      })),
    ]);
    await onStep('written');
    return true;
  };
  return withWorkspace(workspaceId, write, { stripeCustomerId });
}

async function writeProjection(
  tx: Transaction,
  workspaceId: string,
  { subscription }: CustomerState,
): Promise<BillingChange[]> {
  const previous = await tx.subscription.findUnique({ where: { workspaceId } });
  const syncedAt = new Date();
  if (subscription) {
    const row = { ...subscription, syncedAt };
    await tx.subscription.upsert({ where: { workspaceId }, create: { workspaceId, ...row }, update: row });
    return subscriptionChanges(previous, subscription);
  }
  if (!previous || previous.status === 'canceled') return [];
  const planless = { plannedPlan: null, plannedInterval: null, plannedSeats: null, plannedAt: null };
  const gone = { ...previous, ...planless, status: 'canceled' };
  await tx.subscription.update({
    where: { workspaceId },
    data: { ...planless, status: 'canceled', syncedAt },
  });
  return subscriptionChanges(previous, gone);
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

/** Invoices that the events of this round say could not be paid. */
async function failedInvoices(tx: Transaction, lease: Lease): Promise<string[]> {
  const events = await tx.stripeEvent.findMany({
    where: {
      stripeCustomerId: lease.stripeCustomerId,
      status: 'pending',
      seq: { lte: lease.dirtySeq },
      type: 'invoice.payment_failed',
    },
    select: { objectId: true },
  });
  return [...new Set(events.flatMap((event) => event.objectId ?? []))];
}
