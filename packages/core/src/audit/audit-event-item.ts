import { type AuditAction, type AuditArea, auditActions } from './audit-actions.ts';
import { describeAuditEvent, type SentencePart } from './describe-audit-event.ts';
import type { AuditChanges } from './record-audit-event.ts';

/** One line of the log as screens show it. */
export interface AuditEventItem {
  id: string;
  at: Date;
  actorKind: 'user' | 'api_key' | 'operator' | 'system';
  /** Null for the system. */
  actorId: string | null;
  actorName: string;
  action: AuditAction;
  area: AuditArea;
  /** Heads one event on its own, e.g. `Person invited`. */
  title: string;
  /** The event as a sentence, its names marked for emphasis. */
  sentence: SentencePart[];
  targetKind: string;
  targetId: string | null;
  targetName: string;
  changes: AuditChanges;
}

/** The columns of `audit_event` that make an item, as SQL returns them. */
export interface AuditEventRow {
  id: string;
  at: Date | string;
  actorKind: AuditEventItem['actorKind'];
  actorId: string | null;
  actorName: string;
  action: AuditAction;
  targetKind: string;
  targetId: string | null;
  targetName: string;
  changes: AuditChanges;
}

export function auditEventItem(row: AuditEventRow): AuditEventItem {
  const { area, title } = auditActions[row.action] ?? { area: 'workspace', title: row.action };
  return {
    id: row.id,
    at: new Date(row.at),
    actorKind: row.actorKind,
    actorId: row.actorId,
    actorName: row.actorName,
    action: row.action,
    area,
    title,
    sentence: describeAuditEvent(row),
    targetKind: row.targetKind,
    targetId: row.targetId,
    targetName: row.targetName,
    changes: row.changes,
  };
}
