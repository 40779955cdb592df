import type { Transaction } from '@archipelago/db/with-workspace';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { RequestInfo } from '../context/context.ts';

/** Writes into the audit log what the DNS check did by itself, in its own name. */
export async function recordDomainEvent(
  tx: Transaction,
  action: 'domain.verified' | 'domain.failed',
  event: { workspaceId: string; domainId: string; host: string; request: RequestInfo },
): Promise<void> {
  await recordAuditEvent(tx, {
    workspaceId: event.workspaceId,
    actor: { kind: 'system', name: 'The DNS check' },
    action,
    targetKind: 'domain',
    targetId: event.domainId,
    targetName: event.host,
    request: event.request,
  });
}
