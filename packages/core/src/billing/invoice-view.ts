import { Prisma } from '@archipelago/db/generated/client';
import type { InvoiceStatus } from './invoice-state.ts';

export interface InvoiceView {
  id: string;
  number: string | null;
  status: InvoiceStatus;
  currency: string;
  /** Cents of `currency`; negative when more was given back than charged. */
  total: number;
  /** Cents, after credit from before. */
  amountDue: number;
  /** Cents that nobody has paid yet. */
  amountRemaining: number;
  issuedAt: Date;
  periodStart: Date;
  periodEnd: Date;
  paidAt: Date | null;
  /** How often the card was tried. */
  attempts: number;
  /** When it is tried again; null when it is not. */
  nextAttemptAt: Date | null;
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
