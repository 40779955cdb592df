import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { InvoiceState } from './invoice-state.ts';

/**
 * Writes invoices as Stripe has them, in the caller's transaction, which has made sure that nobody read them later. What
 * is the same already is not written again.
 */
export async function storeInvoices(
  tx: Transaction,
  workspaceId: string,
  invoices: readonly InvoiceState[],
): Promise<void> {
  if (invoices.length === 0) return;
  await rawQuery(
    tx,
    Prisma.sql`
      insert into invoice (workspace_id, stripe_invoice_id, number, status, currency, total, amount_due,
        amount_remaining, issued_at, period_start, period_end, paid_at, attempts, next_attempt_at)
      select ${workspaceId}::uuid, * from jsonb_to_recordset(${JSON.stringify(invoices)}::jsonb) as i (
        "stripeInvoiceId" text, number text, status text, currency text, total integer, "amountDue" integer,
        "amountRemaining" integer, "issuedAt" timestamptz, "periodStart" timestamptz, "periodEnd" timestamptz,
        "paidAt" timestamptz, attempts integer, "nextAttemptAt" timestamptz)
      on conflict (workspace_id, stripe_invoice_id) do update set (number, status, currency, total, amount_due,
        amount_remaining, issued_at, period_start, period_end, paid_at, attempts, next_attempt_at) = row(
        excluded.number, excluded.status, excluded.currency, excluded.total, excluded.amount_due,
        excluded.amount_remaining, excluded.issued_at, excluded.period_start, excluded.period_end, excluded.paid_at,
        excluded.attempts, excluded.next_attempt_at)
      where (invoice.status, invoice.amount_remaining, invoice.attempts, invoice.next_attempt_at, invoice.number,
        invoice.total, invoice.amount_due, invoice.issued_at, invoice.paid_at, invoice.period_start, invoice.period_end)
        is distinct from (excluded.status, excluded.amount_remaining, excluded.attempts, excluded.next_attempt_at,
        excluded.number, excluded.total, excluded.amount_due, excluded.issued_at, excluded.paid_at,
        excluded.period_start, excluded.period_end)
      returning 1`,
  );
}
