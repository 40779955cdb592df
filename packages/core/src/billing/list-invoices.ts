import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { afterCursor, cursorInput, cursorTime, limitInput, type Page, pageOf } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { type InvoiceView, invoiceColumns } from './invoice-view.ts';

type Row = InvoiceView & { cursor_at: string };

/** What was billed, newest first, from our own copy: it is there when Stripe is not. */
export const listInvoices = query({
  name: 'list-invoices',
  permission: 'billing:read',
  input: z.strictObject({ cursor: cursorInput, limit: limitInput }),
  async run({ tx, workspace }, { cursor, limit }): Promise<Page<InvoiceView>> {
    const rows = await rawQuery<Row>(tx, invoicesSql(workspace.id, cursor, limit));
    return pageOf(rows, ({ cursor_at: _, ...invoice }) => invoice, limit);
  },
});

/** Exported for the test that reads its plan. */
export function invoicesSql(workspaceId: string, cursor: string | undefined, limit: number): Prisma.Sql {
  return Prisma.sql`select ${invoiceColumns}, ${cursorTime(Prisma.sql`i.issued_at`)} as cursor_at
    from invoice i
    where i.workspace_id = ${workspaceId}::uuid
      and ${afterCursor(Prisma.sql`i.issued_at`, Prisma.sql`i.id`, cursor)}
    order by i.issued_at desc, i.id desc limit ${limit + 1}`;
}
