import type { Transaction } from '@archipelago/db/with-workspace';
import { auditActor } from '../audit/audit-actor.ts';
import { raiseEvent } from '../events/raise-event.ts';
import { uuidFrom } from '../jobs/uuid-from.ts';
import type { BillingAction, BillingChange } from './subscription-changes.ts';

export interface KeyedBillingEvent extends BillingChange {
  /** What happened, so named that the same thing told twice is one line in the log. */
  key: string;
}

/**
 * Adds lines to the workspace's audit log on behalf of Stripe, as the last thing of the transaction. One with a key that
 * is there already adds nothing.
 */
export async function recordBillingEvents(
  tx: Transaction,
  workspaceId: string,
  events: readonly KeyedBillingEvent[],
): Promise<void> {
  const added = await tx.auditEvent.createManyAndReturn({
    skipDuplicates: true,
    select: { id: true, action: true },
    data: events.map(({ key, action, changes }) => ({
      workspaceId,
      id: uuidFrom(key),
      ...auditActor({ kind: 'system', name: 'Stripe' }),
      action,
      targetKind: 'subscription',
      targetName: 'Subscription',
      changes,
      requestId: key,
    })),
  });
  for (const { id, action } of added) {
    await raiseEvent(tx, { workspaceId, auditEventId: id, action: action as BillingAction });
  }
}
