import { randomUUID } from 'node:crypto';
import type { Transaction } from '@archipelago/db/with-workspace';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { StoppedBecause } from './post-standing.ts';

/** Stops an issue whose post may not go by mail any more, and keeps why. The issue's row is locked by the caller. */
export async function stopClosedIssue(
  tx: Transaction,
  { workspaceId, issueId, title }: { workspaceId: string; issueId: string; title: string },
  because: StoppedBecause,
): Promise<void> {
  await tx.newsletterIssue.updateMany({
    where: { workspaceId, id: issueId },
    data: { state: 'cancelled', finishedAt: new Date(), stoppedBecause: because },
  });
  await recordAuditEvent(tx, {
    workspaceId,
    actor: { kind: 'system', name: 'Newsletter' },
    request: { requestId: `newsletter-${randomUUID()}`, ip: null, country: null },
    action: 'newsletter.issue_cancelled',
    targetKind: 'issue',
    targetId: issueId,
    targetName: title,
    changes: { state: { from: 'sending', to: 'cancelled' }, because: { from: null, to: because } },
  });
}
