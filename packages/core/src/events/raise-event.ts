import type { Transaction } from '@archipelago/db/with-workspace';
import type { AuditAction } from '../audit/audit-actions.ts';
import { enqueue, enqueueEach } from '../jobs/enqueue.ts';
import { subscribers } from './subscribers.ts';

/**
 * Tells whoever listens that an audit row was written, in the row's own transaction: the job exists exactly when the row
 * does. Nothing is queued for an action that nobody listens to; answers whether something was.
 */
export async function raiseEvent(
  tx: Transaction,
  event: { workspaceId: string; auditEventId: string; action: AuditAction },
): Promise<boolean> {
  if (!isHeard(event.action)) return false;
  const { workspaceId, auditEventId } = event;
  await enqueue(tx, 'workspace-event', auditEventId, { workspaceId, auditEventId });
  return true;
}

/** The same for the rows of one change, in one statement. */
export async function raiseEvents(
  tx: Transaction,
  events: readonly { workspaceId: string; auditEventId: string; action: AuditAction }[],
): Promise<void> {
  const heard = events.filter(({ action }) => isHeard(action));
  if (heard.length === 0) return;
  await enqueueEach(
    tx,
    'workspace-event',
    heard.map(({ workspaceId, auditEventId }) => ({ workspaceId, auditEventId })),
  );
}

/** Whether an audit row with this action raises an event. */
export function isHeard(action: AuditAction): boolean {
  return subscribers.some(({ listensTo }) => listensTo(action));
}
