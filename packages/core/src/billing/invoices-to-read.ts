import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import type { Lease } from './customer-lease.ts';
import { finalStatuses } from './invoice-state.ts';

/**
 * The invoices that this round's events name and that may look different from our copy. What is final in it is not asked
 * for again; most of what is left is the subscription's latest, which is read with it.
 */
export function invoicesToRead({ workspaceId, stripeCustomerId, dirtySeq }: Lease): Promise<string[]> {
  return withWorkspace(
    workspaceId,
    async (tx) => {
      const rows = await rawQuery<{ id: string }>(
        tx,
        Prisma.sql`
          select distinct e.object_id as id from stripe_event e
          where e.stripe_customer_id = ${stripeCustomerId} and e.status = 'pending' and e.seq <= ${dirtySeq}
            and e.type like 'invoice.%' and e.object_id like 'in\\_%'
            and not exists (
              select from invoice i
              where i.workspace_id = ${workspaceId}::uuid and i.stripe_invoice_id = e.object_id
                and i.status in (${Prisma.join([...finalStatuses])}))`,
      );
      return rows.map(({ id }) => id);
    },
    { stripeCustomerId },
  );
}
