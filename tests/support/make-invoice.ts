import { randomUUID } from 'node:crypto';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { unique } from './own-database.ts';

const day = 24 * 60 * 60 * 1000;

/** A paid invoice of last month, as the synchronisation with Stripe would have written it. */
export async function makeInvoice(
  workspace: { id: string },
  over: { number?: string; stripeInvoiceId?: string } = {},
): Promise<{ id: string }> {
  const id = randomUUID();
  const issuedAt = new Date(Date.now() - 30 * day);
  await withWorkspace(workspace.id, (tx) =>
    tx.invoice.createMany({
      data: {
        workspaceId: workspace.id,
        id,
        stripeInvoiceId: over.stripeInvoiceId ?? unique('in_'),
        number: over.number ?? 'TEST-0001',
        status: 'paid',
        currency: 'usd',
        total: 1_200,
        amountDue: 1_200,
        amountRemaining: 0,
        issuedAt,
        periodStart: issuedAt,
        periodEnd: new Date(),
        paidAt: issuedAt,
        attempts: 1,
      },
    }),
  );
  return { id };
}
