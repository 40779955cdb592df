import { csvLine } from '../audit/csv-line.ts';
import type { WorkspaceContext } from '../context/context.ts';
import { largestPage } from '../paging/keyset.ts';
import type { InvoiceView } from './invoice-view.ts';
import { listInvoices } from './list-invoices.ts';

const columns = [
  'number',
  'issued',
  'period_start',
  'period_end',
  'status',
  'currency',
  'total',
  'due',
  'open',
];

/** Every invoice as a CSV file, newest first: a line for each, with days in UTC and amounts as on the invoice. @throws AppError */
export async function downloadInvoices(ctx: WorkspaceContext): Promise<{ fileName: string; body: string }> {
  const lines: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listInvoices(ctx, { cursor, limit: largestPage });
    for (const invoice of page.items) lines.push(lineOf(invoice));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return {
    fileName: `invoices-${ctx.workspace.slug}.csv`,
    // The mark by which spreadsheets know UTF-8.
    body: `\ufeff${csvLine(columns)}${lines.join('')}`,
  };
}

function lineOf(invoice: InvoiceView): string {
  const { number, issuedAt, periodStart, periodEnd, status, currency } = invoice;
  return csvLine([
    number ?? '',
    dayOf(issuedAt),
    dayOf(periodStart),
    dayOf(periodEnd),
    status,
    currency.toUpperCase(),
    amountOf(invoice.total),
    amountOf(invoice.amountDue),
    amountOf(invoice.amountRemaining),
  ]);
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function amountOf(cents: number): string {
  return (cents / 100).toFixed(2);
}
