import { randomUUID } from 'node:crypto';
import { withUser } from '@archipelago/db/with-user';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { log } from '../log/log.ts';

/**
 * For a person Clerk no longer has: ends their memberships, each recorded in its workspace's log, then marks our copy
 * deleted. The only owner of a workspace keeps that one place, so that the workspace is not left without anybody;
 * without a user at Clerk nobody can sign in as them. Idempotent.
 */
export async function removePerson(clerkUserId: string): Promise<void> {
  const user = await withUser({ clerkUserId }, (tx) =>
    tx.user.findUnique({ where: { clerkUserId }, select: { id: true, name: true, email: true } }),
  );
  if (!user) return;
  const members = await withUser({ userId: user.id }, (tx) =>
    tx.member.findMany({ where: { userId: user.id }, select: { workspaceId: true } }),
  );
  for (const { workspaceId } of members) await endMembership(workspaceId, user);
  await withUser({ clerkUserId }, (tx) =>
    tx.user.update({ where: { clerkUserId }, data: { deletedAt: new Date() }, select: { id: true } }),
  );
}

async function endMembership(
  workspaceId: string,
  user: { id: string; name: string; email: string },
): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    const otherOwners = await tx.member.count({
      where: { workspaceId, role: 'owner', userId: { not: user.id } },
    });
    const { count } = await tx.member.deleteMany({
      where: { workspaceId, userId: user.id, ...(otherOwners === 0 ? { role: { not: 'owner' } } : {}) },
    });
    if (count === 0) {
      log.warn('identity.last_owner_deleted', { workspaceId, userId: user.id });
      return;
    }
    await enqueue(tx, 'provision-workspace', workspaceId, { workspaceId });
    await enqueue(tx, 'sync-seats', workspaceId, { workspaceId });
    await recordAuditEvent(tx, {
      workspaceId,
      actor: { kind: 'system', name: 'Archipelago' },
      request: { requestId: randomUUID(), ip: null, country: null },
      action: 'member.removed',
      targetKind: 'user',
      targetId: user.id,
      targetName: user.name || user.email,
    });
  });
}
