import { withWorkspace } from '@archipelago/db/with-workspace';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { endOpenAccess } from './end-open-access.ts';

/** Writes down that a consent has run out. It has held nobody in since then; ended before, there is nothing to do. */
export async function expireSupport(workspaceId: string, accessId: string): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    const ended = await endOpenAccess(tx, workspaceId, { expiredOnly: true, accessId });
    if (!ended) return;
    await recordAuditEvent(tx, {
      workspaceId,
      actor: { kind: 'system', name: 'Archipelago' },
      request: { requestId: `expire-support ${accessId}`, ip: null, country: null },
      action: 'support.expired',
      targetKind: 'support',
      targetId: accessId,
      targetName: 'Support',
    });
  });
}
