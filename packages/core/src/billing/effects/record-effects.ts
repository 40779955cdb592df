import type { Transaction } from '@archipelago/db/with-workspace';
import { enqueue } from '../../jobs/enqueue.ts';
import { uuidFrom } from '../../jobs/uuid-from.ts';
import { type KeyedBillingEvent, recordBillingEvents } from '../record-billing-events.ts';
import { auditOfEffect, type BillingEffect, type EffectKind } from './billing-effect.ts';

/** After these, the public site takes comments and guests, or takes none: pages that a CDN keeps are old. */
const opensOrCloses: readonly EffectKind[] = ['read-only', 'payment-recovered', 'ended'];

/**
 * Makes each effect that is not there yet: its row, its mail and its line in the audit log, in the caller's transaction,
 * so that an effect exists exactly when what it tells of does. One whose key is there already does nothing at all.
 *
 * @param changes lines of the audit log that belong to the same transaction: the log is its last lock.
 */
export async function recordEffects(
  tx: Transaction,
  workspaceId: string,
  effects: readonly BillingEffect[],
  changes: readonly KeyedBillingEvent[] = [],
): Promise<void> {
  const made = effects.length === 0 ? [] : await insertNew(tx, workspaceId, effects);
  for (const { id } of made) {
    await enqueue(tx, 'mail', id, { message: 'billing', workspaceId, effectId: id }, { id });
  }
  if (made.some(({ kind }) => opensOrCloses.includes(kind))) {
    await enqueue(tx, 'purge-site', workspaceId, { workspaceId });
  }
  const told = made.flatMap(({ kind, key }) => {
    const action = auditOfEffect[kind];
    return action ? [{ action, changes: {}, key }] : [];
  });
  if (changes.length + told.length > 0) await recordBillingEvents(tx, workspaceId, [...changes, ...told]);
}

async function insertNew(
  tx: Transaction,
  workspaceId: string,
  effects: readonly BillingEffect[],
): Promise<(BillingEffect & { id: string })[]> {
  const rows = await tx.billingEffect.createManyAndReturn({
    data: effects.map(({ kind, key, details }) => ({
      workspaceId,
      id: uuidFrom(`${workspaceId} ${key}`),
      key,
      kind,
      details,
    })),
    skipDuplicates: true,
    select: { id: true, key: true },
  });
  return rows.flatMap(({ id, key }) => {
    const effect = effects.find((candidate) => candidate.key === key);
    return effect ? [{ ...effect, id }] : [];
  });
}
