import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { id } from '../input/id.ts';
import { cursorInput, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { auditFilterFields } from './audit-filter.ts';
import { type AuditLogItem, type AuditLogRow, auditLogColumns, auditLogItem } from './audit-log-item.ts';
import { type AuditPage, auditPage, type FoundInLog, searchSql } from './search-audit-log.ts';

export interface AuditLog extends AuditPage {
  /** Entries in the whole log, whatever the filter. */
  total: number;
  /** The entry that was asked for; null when the workspace has none with this id. */
  event: (AuditLogItem & { isIntact: boolean }) | null;
  /** The team, for choosing whose entries to see. */
  people: { id: string; name: string }[];
}

interface Row {
  found: FoundInLog;
  total: number;
  event: (AuditLogRow & { isIntact: boolean }) | null;
  people: AuditLog['people'];
}

/** As many as a list to choose from is good for; the others are found by their name in the search. */
const mostPeople = 200;

/**
 * What the log's page shows: entries, newest first, one of them in full, and whom to choose from, in one SQL statement. The
 * chain's numbers give the total without a count.
 */
export const getAuditLog = query({
  name: 'get-audit-log',
  permission: 'audit:read',
  input: z.strictObject({
    ...auditFilterFields,
    cursor: cursorInput,
    /** Instead of `cursor`: goes back, to what is newer. */
    newer: cursorInput,
    /** An entry to show beside the list. */
    eventId: id.optional(),
  }),
  async run({ tx, workspace }, { cursor, newer, eventId, ...filter }): Promise<AuditLog> {
    const window = { cursor, newer, limit: pageSize };
    const [row] = await rawQuery<Row>(
      tx,
      Prisma.sql`select ${searchSql(workspace, filter, window)} as found,
        (
          select coalesce(max(sequence - removed_sequence), 0)::int from audit_chain
          where workspace_id = ${workspace.id}::uuid
        ) as total,
        ${eventId ? eventSql(workspace.id, eventId) : Prisma.sql`null::json`} as event,
        (
          select coalesce(json_agg(person), '[]') from (
            select u.id, coalesce(nullif(u.name, ''), u.email) as name
            from member m join "user" u on u.id = m.user_id
            where m.workspace_id = ${workspace.id}::uuid and m.role <> 'guest' order by 2, 1 limit ${mostPeople}
          ) person
        ) as people`,
    );
    if (!row) throw new Error('The statement for the audit log returned no row.');
    const { found, total, event, people } = row;
    return {
      ...auditPage(found, window),
      total,
      event: event && { ...auditLogItem(event), isIntact: event.isIntact },
      people,
    };
  },
});

/**
 * Intact: it has the hash of what it says, or of what was left when a person was taken out of it, and the row before it is
 * the one it was chained to.
 */
function eventSql(workspaceId: string, eventId: string): Prisma.Sql {
  return Prisma.sql`(
    select to_json(event) from (
      select ${auditLogColumns},
        case when redactions is null then hash = app.audit_hash(e)
          else redactions->-1->>'hash' = app.audit_redaction_hash(e, redactions->-1, coalesce(redactions->-2->>'hash', hash))
        end and previous_hash = coalesce(
          (select before.hash from audit_event before
            where before.workspace_id = e.workspace_id and before.sequence = e.sequence - 1),
          (select removed_hash from audit_chain chain
            where chain.workspace_id = e.workspace_id and chain.removed_sequence = e.sequence - 1),
          'missing'
        ) as "isIntact"
      from audit_event e where workspace_id = ${workspaceId}::uuid and id = ${eventId}::uuid
    ) event
  )`;
}
