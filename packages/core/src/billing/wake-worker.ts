import { withStripeCustomer } from '@archipelago/db/with-stripe-customer';
import { enqueue } from '../jobs/enqueue.ts';
import { poke } from '../jobs/poke.ts';
import { log } from '../log/log.ts';

/**
 * For whoever gives a customer back that the worker did not hold. Events that came meanwhile found it held, and their job
 * waits for its next attempt: it need not any more. Never throws, as the sweep would get there too.
 */
export async function wakeWorker(stripeCustomerId: string): Promise<void> {
  try {
    const isDirty = await withStripeCustomer(stripeCustomerId, async (tx) => {
      const row = await tx.billingCustomer.findUnique({ where: { stripeCustomerId } });
      if (!row || row.deadAt || row.dirtySeq <= row.syncedSeq) return false;
      await enqueue(tx, 'stripe-customer', stripeCustomerId, { stripeCustomerId });
      return true;
    });
    if (isDirty) await poke('stripe-events-background');
  } catch (error) {
    log.warn('billing.worker_not_woken', { stripeCustomerId, error });
  }
}
