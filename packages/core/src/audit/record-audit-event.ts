import { randomUUID } from 'node:crypto';
import type { Prisma } from '@archipelago/db/generated/client';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { Actor, RequestInfo } from '../context/context.ts';
import { raiseEvent } from '../events/raise-event.ts';
import type { AuditAction } from './audit-actions.ts';

/** `{ field: { from, to } }`: what a reader of the log sees as the difference. */
export type AuditChanges = Record<string, { from: AuditValue; to: AuditValue }>;
export type AuditValue = string | number | boolean | null;

export interface AuditEntry {
  targetKind: string;
  targetId: string | null;
  /** As it is now: the log keeps reading the same after a rename. */
  targetName: string;
  changes?: AuditChanges;
}

/**
 * Writes one row in the caller's transaction, and raises its event for whoever listens. Commands do this through
 * `ctx.audit`; jobs call it themselves. Answers the row's id.
 */
export async function recordAuditEvent(
  tx: Transaction,
  event: AuditEntry & {
    workspaceId: string;
    actor: Actor;
    request: RequestInfo;
    action: AuditAction;
  },
): Promise<string> {
  const { actor, request } = event;
  const id = randomUUID();
  await tx.auditEvent.create({
    data: {
      workspaceId: event.workspaceId,
      id,
      actorKind: actor.kind === 'user' ? 'user' : 'system',
      actorId: actor.kind === 'user' ? actor.userId : null,
      actorName: actorName(actor),
      action: event.action,
      targetKind: event.targetKind,
      targetId: event.targetId,
      targetName: event.targetName,
      changes: (event.changes ?? {}) satisfies Prisma.InputJsonObject,
      ip: request.ip,
      requestId: request.requestId,
    },
    select: { id: true },
  });
  await raiseEvent(tx, { workspaceId: event.workspaceId, auditEventId: id, action: event.action });
  return id;
}

function actorName(actor: Actor): string {
  if (actor.kind === 'anonymous') return 'Somebody';
  if (actor.kind === 'system') return actor.name;
  return actor.name || actor.email;
}
