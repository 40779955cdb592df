import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { cursorInput, limitInput, type Page } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { auditEventList } from './audit-event-resource.ts';
import { auditFilterFields } from './audit-filter.ts';
import type { AuditLogItem } from './audit-log-item.ts';
import { auditPage, type FoundInLog, searchSql } from './search-audit-log.ts';

/** The log, newest first, narrowed by the filter. */
export const listAuditEvents = query({
  name: 'list-audit-events',
  permission: 'audit:read',
  api: {
    method: 'GET',
    path: '/audit-events',
    group: 'Audit log',
    summary: 'List audit events',
    description:
      'Newest first, as far back as the plan keeps them. A page may be short, or empty, before the last.',
    output: auditEventList,
  },
  input: z.strictObject({ ...auditFilterFields, cursor: cursorInput, limit: limitInput }),
  async run({ tx, workspace }, { cursor, limit, ...filter }): Promise<Page<AuditLogItem>> {
    const window = { cursor, limit };
    const [row] = await rawQuery<{ found: FoundInLog }>(
      tx,
      Prisma.sql`select ${searchSql(workspace, filter, window)} as found`,
    );
    if (!row) throw new Error('The statement for the audit log returned no row.');
    const { items, nextCursor } = auditPage(row.found, window);
    return { items, nextCursor };
  },
});
