import { withWorkspace } from '@archipelago/db/with-workspace';
import { enqueue } from '../jobs/enqueue.ts';
import { lookUpDomain } from './look-up-domain.ts';
import { recordDomainEvent } from './record-domain-event.ts';
import { refreshDomainsDue } from './refresh-domains-due.ts';
import { settleDomainCheck } from './settle-domain-check.ts';

const atOnce = 20;

/** Checks the workspace's domains that are due. What changed is in its audit log, in the name of the check. */
export async function checkWorkspaceDomains(workspaceId: string, now = new Date()): Promise<void> {
  const due = await withWorkspace(workspaceId, async (tx) => {
    await refreshDomainsDue(tx, workspaceId);
    return tx.customDomain.findMany({
      where: { workspaceId, nextCheckAt: { lte: now } },
      select: { id: true, host: true, challenge: true },
      orderBy: { nextCheckAt: 'asc' },
      take: atOnce,
    });
  });
  const findings = await Promise.all(due.map(lookUpDomain));
  const request = { requestId: `check-domains ${now.toISOString()}`, ip: null, country: null };
  for (const [index, { id: domainId }] of due.entries()) {
    const finding = findings[index];
    if (!finding) continue;
    await withWorkspace(workspaceId, async (tx) => {
      const settled = await settleDomainCheck(tx, { workspaceId, domainId }, finding, now);
      if (!settled?.change) return;
      const action = settled.change === 'verified' ? 'domain.verified' : 'domain.failed';
      await recordDomainEvent(tx, action, { workspaceId, domainId, host: settled.host, request });
      await enqueue(tx, 'sync-domain-map', workspaceId, { workspaceId });
      await enqueue(tx, 'purge-site', workspaceId, { workspaceId });
    });
  }
}
