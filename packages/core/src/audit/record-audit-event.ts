import { randomUUID } from 'node:crypto';
import type { Prisma } from '@archipelago/db/generated/client';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { Actor, RequestInfo } from '../context/context.ts';
import { raiseEvents } from '../events/raise-event.ts';
import type { AuditAction } from './audit-actions.ts';
import { auditActor } from './audit-actor.ts';

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

/** What the entries of one change have in common. */
export interface AuditedChange {
  workspaceId: string;
  actor: Actor;
  request: RequestInfo;
  action: AuditAction;
}

/**
 * Writes one row in the caller's transaction, and raises its event for whoever listens. Commands do this through
 * `ctx.audit`; jobs call it themselves, as the last thing of their transaction: until it ends, every other change of the
 * workspace waits to be logged. Answers the row's id.
 */
export async function recordAuditEvent(
  tx: Transaction,
  { workspaceId, actor, request, action, ...entry }: AuditEntry & AuditedChange,
): Promise<string> {
  const id = randomUUID();
  await recordAuditEvents(tx, { workspaceId, actor, request, action }, [{ ...entry, id }]);
  return id;
}

/** The same for several things that were changed alike: their rows are written in one statement. */
export async function recordAuditEvents(
  tx: Transaction,
  { workspaceId, actor, request, action }: AuditedChange,
  entries: readonly (AuditEntry & { id: string })[],
): Promise<void> {
  await raiseEvents(
    tx,
    entries.map(({ id }) => ({ workspaceId, auditEventId: id, action })),
  );
  await tx.auditEvent.createMany({
    data: entries.map(({ id, targetKind, targetId, targetName, changes }) => ({
      workspaceId,
      id,
      ...auditActor(actor),
      action,
      targetKind,
      targetId,
      targetName,
      changes: (changes ?? {}) satisfies Prisma.InputJsonObject,
      ip: request.ip,
      requestId: request.requestId,
    })),
  });
}
