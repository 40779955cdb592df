import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { id } from '../input/id.ts';
import { afterCursor, cursorInput, cursorTime, limitInput, type Page, pageOf } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { type AuditAction, type AuditArea, auditActions } from './audit-actions.ts';
import { type AuditEventItem, type AuditEventRow, auditEventItem } from './audit-event-item.ts';
import { auditEventList } from './audit-event-resource.ts';

export interface AuditLogItem extends AuditEventItem {
  ip: string | null;
  requestId: string;
}

type Row = AuditEventRow & { ip: string | null; requestId: string; cursor_at: string };

const actions = Object.keys(auditActions) as [AuditAction, ...AuditAction[]];
const areas = [
  'workspace',
  'members',
  'posts',
  'domains',
  'billing',
  'developers',
] as const satisfies AuditArea[];

/** The log, newest first, narrowed by one action, one area or one person. */
export const listAuditEvents = query({
  name: 'list-audit-events',
  permission: 'audit:read',
  api: {
    method: 'GET',
    path: '/audit-events',
    group: 'Audit log',
    summary: 'List audit events',
    description: 'Newest first, as far back as the plan keeps them.',
    output: auditEventList,
  },
  input: z.strictObject({
    action: z.enum(actions, 'The log knows no such action. Choose one from the list.').optional(),
    area: z.enum(areas, 'The log knows no such area. Choose one from the list.').optional(),
    /** A user's id. */
    actorId: id.optional(),
    cursor: cursorInput,
    limit: limitInput,
  }),
  async run({ tx, workspace }, { action, area, actorId, cursor, limit }): Promise<Page<AuditLogItem>> {
    const inArea = area && actions.filter((candidate) => auditActions[candidate].area === area);
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select id, created_at as at, actor_kind::text as "actorKind", actor_id as "actorId",
          actor_name as "actorName", action, target_kind as "targetKind", target_id as "targetId",
          target_name as "targetName", changes, ip, request_id as "requestId",
          ${cursorTime(Prisma.sql`created_at`)} as cursor_at
        from audit_event
        where workspace_id = ${workspace.id}::uuid
          and ${action ? Prisma.sql`action = ${action}` : Prisma.sql`true`}
          and ${inArea ? Prisma.sql`action = any(${inArea})` : Prisma.sql`true`}
          and ${actorId ? Prisma.sql`actor_id = ${actorId}` : Prisma.sql`true`}
          and ${afterCursor(Prisma.sql`created_at`, Prisma.sql`id`, cursor)}
        order by created_at desc, id desc limit ${limit + 1}::integer`,
    );
    return pageOf(
      rows,
      ({ cursor_at: _, ip, requestId, ...row }) => ({
        ...auditEventItem(row),
        ip,
        requestId,
      }),
      limit,
    );
  },
});
