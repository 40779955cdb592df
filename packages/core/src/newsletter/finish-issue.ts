import { randomUUID } from 'node:crypto';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { recordAuditEvent } from '../audit/record-audit-event.ts';

/**
 * Ends an issue whose mails all have an outcome, and tells of it, once. False when it was stopped or ended before.
 *
 * @throws when mails wait for their servers.
 */
export async function finishIssue(workspaceId: string, issueId: string): Promise<boolean> {
  return withWorkspace(workspaceId, async (tx) => {
    const open = await tx.newsletterDelivery.count({ where: { workspaceId, issueId, state: 'claimed' } });
    const where = { workspaceId, id: issueId, state: 'sending' as const };
    const issue = await tx.newsletterIssue.findFirst({ where, select: { title: true, sent: true } });
    if (!issue) return false;
    if (open > 0) throw new Error(`${open} mails of the issue wait for their mail servers.`);
    const { count } = await tx.newsletterIssue.updateMany({
      where,
      data: { state: 'sent', finishedAt: new Date() },
    });
    if (count === 0) return false;
    await recordAuditEvent(tx, {
      workspaceId,
      actor: { kind: 'system', name: 'Newsletter' },
      request: { requestId: `newsletter-${randomUUID()}`, ip: null, country: null },
      action: 'newsletter.issue_sent',
      targetKind: 'issue',
      targetId: issueId,
      targetName: issue.title,
      changes: { mails: { from: null, to: issue.sent } },
    });
    return true;
  });
}
