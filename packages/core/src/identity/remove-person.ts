import { randomUUID } from 'node:crypto';
import { withUser } from '@archipelago/db/with-user';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { log } from '../log/log.ts';
import { erasureDays } from '../person/erasure-days.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/**
 * For a person Clerk no longer has: ends their memberships, each recorded in its workspace's log, then marks our copy
 * deleted, to be erased after the days of grace. The only owner of a workspace keeps that one place, so that the workspace
 * is not left without anybody; without a user at Clerk nobody can sign in as them. Leaves somebody who is being erased to
 * the erasure. Idempotent.
 */
export async function removePerson(clerkUserId: string): Promise<void> {
  const user = await withUser({ clerkUserId }, (tx) =>
    tx.user.findUnique({ where: { clerkUserId }, select: { id: true, name: true, email: true } }),
  );
  if (!user) return;
  const { members, isBeingErased } = await withUser({ userId: user.id }, async (tx) => ({
    members: await tx.member.findMany({ where: { userId: user.id }, select: { workspaceId: true } }),
    isBeingErased:
      (await tx.personErasure.count({ where: { userId: user.id, startedAt: { not: null } } })) > 0,
  }));
  if (isBeingErased) return;
  for (const { workspaceId } of members) await endMembership(workspaceId, user);
  const now = Date.now();
  const eraseAfter = new Date(now + erasureDays * dayMilliseconds);
  await withUser({ userId: user.id }, async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { clerkUserId },
      data: { deletedAt: new Date(now) },
    });
    if (count === 0) return;
    await tx.personErasure.createMany({
      data: { userId: user.id, content: 'keep', eraseAfter },
      skipDuplicates: true,
    });
  });
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
