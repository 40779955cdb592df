import { randomUUID } from 'node:crypto';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { WorkspaceContext } from '../context/context.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { toAppError } from '../errors/to-app-error.ts';
import { poke } from '../jobs/poke.ts';
import { isLeaveKey } from './newsletter-links.ts';

export interface LeaveRequest {
  subscriber: string;
  key: string;
}

/** @throws AppError NOT_FOUND for a link we did not make. */
export function requireLeaveLink({ workspace }: WorkspaceContext, { subscriber, key }: LeaveRequest): void {
  if (isLeaveKey(workspace.id, subscriber, key)) return;
  throw refusal('NOT_FOUND', said('linkIncomplete'), { reason: 'broken-link' });
}

/**
 * Ends the newsletter for one address, on the strength of the link alone: a mailbox does this for its owner, where nobody
 * is signed in, and also while the workspace is unpaid. Doing it twice is the same as once. The row stays, so that no
 * import brings the address back.
 */
export async function leaveNewsletter(context: WorkspaceContext, request: LeaveRequest): Promise<void> {
  requireLeaveLink(context, request);
  const workspaceId = context.workspace.id;
  try {
    const isHeard = await withWorkspace(workspaceId, async (tx) => {
      const { count } = await tx.newsletterSubscriber.updateMany({
        where: { workspaceId, id: request.subscriber, state: { not: 'unsubscribed' } },
        data: { state: 'unsubscribed', unsubscribedAt: new Date(), askedAt: null },
      });
      if (count === 0) return false;
      await recordAuditEvent(tx, {
        workspaceId,
        actor: { kind: 'system', name: 'A subscriber' },
        request: { ...context.request, requestId: context.request.requestId || randomUUID() },
        action: 'newsletter.unsubscribed',
        targetKind: 'subscriber',
        targetId: request.subscriber,
        targetName: 'A subscriber',
        changes: { state: { from: null, to: 'unsubscribed' } },
      });
      return true;
    });
    if (isHeard) await poke('jobs-background');
  } catch (error) {
    throw toAppError(error, context.request, 'leave-newsletter');
  }
}
