import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withStripeCustomer } from '@archipelago/db/with-stripe-customer';
import type { Transaction } from '@archipelago/db/with-workspace';
import { AppError } from '../errors/app-error.ts';
import { wakeWorker } from './wake-worker.ts';

/** Attempts, crashes included, after which a customer is left alone until a new event or an operator revives it. */
export const maxAttempts = 25;

const leaseSeconds = 90;
const waitMilliseconds = 5_000;
const pauseMilliseconds = 150;

/**
 * The right to work on one Stripe customer. The fence grows with every lease, so that a worker that stalled past its lease
 * finds a higher one and throws away what it read.
 */
export interface Lease {
  workspaceId: string;
  stripeCustomerId: string;
  fence: bigint;
  /** Events up to this one had arrived when the lease was taken; what is read from Stripe afterwards includes them. */
  dirtySeq: bigint;
  attempts: number;
}

/** `clean`: nothing new. `busy`: another worker holds it. `dead`: given up. `unknown`: no workspace has this customer. */
export type NoLease = 'clean' | 'busy' | 'dead' | 'unknown';

interface CustomerRow {
  workspaceId: string;
  fence: bigint;
  dirtySeq: bigint;
  syncedSeq: bigint;
  attempts: number;
  dead: boolean;
  leased: boolean;
}

/** For the worker: taken only when Stripe may know more than we do. Counts the attempt, so that crashes count too. */
export function leaseForSync(stripeCustomerId: string, seconds = leaseSeconds): Promise<Lease | NoLease> {
  return withStripeCustomer(stripeCustomerId, async (tx) => {
    const row = await lockCustomer(tx, stripeCustomerId);
    if (!row) return 'unknown';
    if (row.dirtySeq <= row.syncedSeq) return 'clean';
    if (row.dead) return 'dead';
    if (row.leased) return 'busy';
    if (row.attempts >= maxAttempts) {
      await tx.billingCustomer.update({ where: { stripeCustomerId }, data: { deadAt: new Date() } });
      return 'dead';
    }
    return grant(tx, stripeCustomerId, row, row.attempts + 1, seconds);
  });
}

/**
 * For a person's own change of a subscription: serialises it with other changes and with the worker. Waits a few seconds
 * for whoever holds the customer.
 * @throws AppError CONFLICT when it stays held, NOT_FOUND when no workspace has this customer
 */
export async function leaseForChange(stripeCustomerId: string): Promise<Lease> {
  const giveUpAt = Date.now() + waitMilliseconds;
  while (true) {
    const lease = await withStripeCustomer(stripeCustomerId, async (tx) => {
      const row = await lockCustomer(tx, stripeCustomerId);
      if (!row) throw new AppError('NOT_FOUND', 'This workspace has no billing details yet.');
      return row.leased ? null : grant(tx, stripeCustomerId, row, row.attempts, leaseSeconds);
    });
    if (lease) return lease;
    if (Date.now() > giveUpAt) {
      throw new AppError(
        'CONFLICT',
        'The subscription of this workspace is being changed right now. Wait a few seconds and try again.',
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
}

/** Gives a lease for a change back, and the events that came meanwhile to the worker. */
export async function releaseLease(lease: Lease): Promise<void> {
  await giveBack(lease, {});
  await wakeWorker(lease.stripeCustomerId);
}

/** Gives the lease back of a synchronisation that failed: its job knows when to try again. */
export async function releaseFailed(lease: Lease, error: string): Promise<void> {
  await giveBack(lease, {
    lastError: error,
    deadAt: lease.attempts >= maxAttempts ? new Date() : null,
  });
}

/** Does nothing when somebody else has it by now. */
async function giveBack(lease: Lease, data: { lastError?: string; deadAt?: Date | null }): Promise<void> {
  await withStripeCustomer(lease.stripeCustomerId, (tx) =>
    tx.billingCustomer.updateMany({
      where: { stripeCustomerId: lease.stripeCustomerId, fence: lease.fence },
      data: { leaseUntil: null, ...data },
    }),
  );
}

/** Reads the customer's row and locks it until the transaction ends. */
export async function lockCustomer(
  tx: Transaction,
  stripeCustomerId: string,
): Promise<CustomerRow | undefined> {
  const [row] = await rawQuery<CustomerRow>(
    tx,
    Prisma.sql`
      select workspace_id as "workspaceId", fence, dirty_seq as "dirtySeq", synced_seq as "syncedSeq", attempts,
        dead_at is not null as dead, coalesce(lease_until > clock_timestamp(), false) as leased
      from billing_customer where stripe_customer_id = ${stripeCustomerId} for no key update`,
  );
  return row;
}

async function grant(
  tx: Transaction,
  stripeCustomerId: string,
  row: CustomerRow,
  attempts: number,
  seconds: number,
): Promise<Lease> {
  await rawQuery(
    tx,
    Prisma.sql`
      update billing_customer set fence = fence + 1, attempts = ${attempts},
        lease_until = clock_timestamp() + make_interval(secs => ${seconds})
      where stripe_customer_id = ${stripeCustomerId} returning 1`,
  );
  const { workspaceId, dirtySeq, fence } = row;
  return { workspaceId, stripeCustomerId, fence: fence + 1n, dirtySeq, attempts };
}
