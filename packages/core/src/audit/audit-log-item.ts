import { Prisma } from '@archipelago/db/generated/client';
import { cursorTime } from '../paging/keyset.ts';
import { type AuditEventItem, type AuditEventRow, auditEventItem } from './audit-event-item.ts';
import type { Redaction } from './redaction-hash.ts';

/** One entry with everything the log keeps about it. */
export interface AuditLogItem extends AuditEventItem {
  ip: string | null;
  requestId: string;
  /** Place in the workspace's chain. */
  sequence: string;
  previousHash: string;
  hash: string;
  /** Each time that an erased person was taken out of it; null for an entry that is as it was written. */
  redactions: readonly Redaction[] | null;
}

/** As `auditLogColumns` selects it, through JSON. */
export interface AuditLogRow extends AuditEventRow {
  ip: string | null;
  requestId: string;
  sequence: string;
  previousHash: string;
  hash: string;
  redactions: readonly Redaction[] | null;
  cursor_at: string;
}

/** Columns of `audit_event`. */
export const auditLogColumns = Prisma.sql`id, created_at as at, actor_kind::text as "actorKind",
  actor_id as "actorId", actor_name as "actorName", action, target_kind as "targetKind", target_id as "targetId",
  target_name as "targetName", changes, ip, request_id as "requestId", sequence::text, previous_hash as "previousHash",
  hash, redactions, ${cursorTime(Prisma.sql`created_at`)} as cursor_at`;

export function auditLogItem({ cursor_at: _, ...row }: AuditLogRow): AuditLogItem {
  const { ip, requestId, sequence, previousHash, hash, redactions } = row;
  return { ...auditEventItem(row), ip, requestId, sequence, previousHash, hash, redactions };
}
