import type { Transaction } from '@archipelago/db/with-workspace';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditChanges } from '../audit/record-audit-event.ts';
import type { JobPayloads, QueueName } from '../jobs/queues.ts';

/** What happened in a workspace, as its subscribers are told: the audit row, without where the person was. */
export interface EventRecord {
  /** The audit row's, and the event's own for everybody outside. */
  id: string;
  action: AuditAction;
  actorKind: 'user' | 'api_key' | 'operator' | 'system';
  /** Null for the system. */
  actorId: string | null;
  actorName: string;
  targetKind: string;
  targetId: string | null;
  targetName: string;
  changes: AuditChanges;
  at: Date;
}

export interface WorkspaceEvent extends EventRecord {
  tx: Transaction;
  workspaceId: string;
  /** Adds a job to the transaction, and wakes whoever runs it after the commit. */
  enqueue<Name extends QueueName>(
    queue: Name,
    key: string,
    payload: JobPayloads[Name],
    group?: string,
  ): Promise<void>;
}

/** Null when the row is gone: kept for as long as the plan says, or erased. Then there is nothing to tell. */
export async function readEvent(
  tx: Transaction,
  workspaceId: string,
  auditEventId: string,
): Promise<EventRecord | null> {
  const row = await tx.auditEvent.findUnique({
    where: { workspaceId_id: { workspaceId, id: auditEventId } },
    select: {
      id: true,
      action: true,
      actorKind: true,
      actorId: true,
      actorName: true,
      targetKind: true,
      targetId: true,
      targetName: true,
      changes: true,
      createdAt: true,
    },
  });
  if (!row) return null;
  const { createdAt, action, changes, ...rest } = row;
  return { ...rest, at: createdAt, action: action as AuditAction, changes: changes as AuditChanges };
}
