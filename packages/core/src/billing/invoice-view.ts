import { Prisma } from '@archipelago/db/generated/client';
import type { InvoiceState } from './invoice-state.ts';

/** Our copy, under an id of our own. */
export interface InvoiceView extends Omit<InvoiceState, 'stripeInvoiceId'> {
  id: string;
}

/** The columns of the table `invoice`, called `i`, under the names of the view. */
export const invoiceColumns = Prisma.sql`i.id, i.number, i.status, i.currency, i.total, i.amount_due as "amountDue",
  i.amount_remaining as "amountRemaining", i.issued_at as "issuedAt", i.period_start as "periodStart",
  i.period_end as "periodEnd", i.paid_at as "paidAt", i.attempts, i.next_attempt_at as "nextAttemptAt"`;

/** SQL for a few invoices as JSON, for a statement that reads more than them; `invoiceFromJson` reads one. */
export function invoicesAsJson(workspaceId: string, which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(select coalesce(jsonb_agg(found), '[]'::jsonb) from (
    select ${invoiceColumns} from invoice i where i.workspace_id = ${workspaceId}::uuid ${which}) found)`;
}

export type InvoiceJson = Record<keyof InvoiceView, unknown>;

export function invoiceFromJson(json: InvoiceJson): InvoiceView {
  const { issuedAt, periodStart, periodEnd, paidAt, nextAttemptAt } = json;
  return {
    ...(json as InvoiceView),
    issuedAt: dateOf(issuedAt),
    periodStart: dateOf(periodStart),
    periodEnd: dateOf(periodEnd),
    paidAt: paidAt ? dateOf(paidAt) : null,
    nextAttemptAt: nextAttemptAt ? dateOf(nextAttemptAt) : null,
  };
}

function dateOf(text: unknown): Date {
  return new Date(String(text));
}
