import type { Transaction } from '@archipelago/db/with-workspace';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import type { FoundMember } from './find-member.ts';

/**
 * CONFLICT `last-owner` when this member is the only owner. Whoever takes an owner away queues here, so that of two at
 * once the second sees what the first did. Behind it stands the database's own guard, which only lets an owner go when
 * nobody at all is left: a workspace is ended by deleting it, not by leaving it.
 */
export async function refuseLastOwner(
  tx: Transaction,
  workspaceId: string,
  member: FoundMember,
): Promise<void> {
  if (member.grant.role !== 'owner') return;
  await lockWorkspace(tx, workspaceId);
  const others = await tx.member.count({ where: { workspaceId, role: 'owner', id: { not: member.id } } });
  if (others > 0) return;
  throw new AppError(
    'CONFLICT',
    'A workspace always has an owner, and this is the only one. Hand over ownership, make somebody else an owner first, or delete the workspace.',
    { reason: 'last-owner' },
  );
}
