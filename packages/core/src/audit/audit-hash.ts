import { createHash } from 'node:crypto';

/** A row of the log as `chainRowColumns` selects it: everything as text, because the hash is taken over text. */
export interface ChainRow {
  workspaceId: string;
  sequence: string;
  id: string;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  targetKind: string;
  targetId: string | null;
  targetName: string;
  changes: string;
  ip: string | null;
  requestId: string;
  createdAt: string;
  previousHash: string;
  hash: string;
  /** JSON of the row's redactions; null for a row that is as it was written. */
  redactions: string | null;
}

/** The columns of `audit_event` that make a `ChainRow`. */
export const chainRowColumns = `workspace_id::text as "workspaceId", sequence::text, id::text,
  actor_kind::text as "actorKind", actor_id as "actorId", actor_name as "actorName", action,
  target_kind as "targetKind", target_id as "targetId", target_name as "targetName", changes::text, ip,
  request_id as "requestId", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdAt",
  previous_hash as "previousHash", hash, redactions::text`;

/**
 * SHA-256, in hexadecimal, over every field of a row and the hash of the row before it. A field is written as
 * `<bytes in UTF-8>:<text>`, null as `-`, in the order below. `app.audit_hash` in the database does the same; this one is
 * independent of it, so that a database whose function was replaced is found out.
 */
export function auditHash(row: Omit<ChainRow, 'hash' | 'redactions'>): string {
  return hashOfFields(['archipelago-audit-1', ...rowFields(row)]);
}

/** What a row says, from the hash of the row before it on. */
export function rowFields(row: Omit<ChainRow, 'hash' | 'redactions'>): (string | null)[] {
  return [
    row.previousHash,
    row.workspaceId,
    row.sequence,
    row.id,
    row.actorKind,
    row.actorId,
    row.actorName,
    row.action,
    row.targetKind,
    row.targetId,
    row.targetName,
    row.changes,
    row.ip,
    row.requestId,
    row.createdAt,
  ];
}

export function hashOfFields(fields: readonly (string | null)[]): string {
  const encoded = fields.map((field) => (field === null ? '-' : `${Buffer.byteLength(field)}:${field}`));
  return createHash('sha256').update(encoded.join('')).digest('hex');
}
