import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { cursorInput } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { auditFilterFields } from './audit-filter.ts';
import type { AuditLogItem } from './audit-log-item.ts';
import { auditPage, type FoundInLog, searchSql } from './search-audit-log.ts';

const batchSize = 1_000;

/** One batch of the log for a download, newest first, narrowed like the list. Each batch is a transaction of its own. */
export const exportAuditEvents = query({
  name: 'export-audit-events',
  permission: 'audit:read',
  withheldFromSupport: true,
  input: z.strictObject({ ...auditFilterFields, cursor: cursorInput }),
  async run(
    { tx, workspace },
    { cursor, ...filter },
  ): Promise<{
    items: AuditLogItem[];
    nextCursor: string | null;
  }> {
    const window = { cursor, limit: batchSize };
    const [row] = await rawQuery<{ found: FoundInLog }>(
      tx,
      Prisma.sql`select ${searchSql(workspace, filter, window)} as found`,
    );
    if (!row) throw new Error('The statement for the download returned no row.');
    const { items, nextCursor } = auditPage(row.found, window);
    return { items, nextCursor };
  },
});
