import { randomUUID } from 'node:crypto';
import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import type { AuditAction } from '../audit/audit-actions.ts';
import { type AuditChanges, recordAuditEvent } from '../audit/record-audit-event.ts';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { deletedPerson } from './deleted-person.ts';
import { eraseComments } from './erase-comments.ts';
import { eraseFromBilling } from './erase-from-billing.ts';
import { eraseMentions } from './erase-mentions.ts';
import { eraseOwnExports } from './erase-own-exports.ts';
import { erasePersonRows } from './erase-person-rows.ts';
import { redactAuditLog } from './redact-audit-log.ts';

export interface ErasedPerson {
  userId: string;
  clerkUserId: string;
  name: string;
  email: string;
  content: 'keep' | 'remove';
}

/**
 * What is done in each workspace that may have something of a person, in this order: out of the team first, so that nothing
 * new is written about them; out of the log while their keys and invitations still say what was theirs; then the rest.
 * Each is safe to repeat.
 */
export const erasureParts: readonly {
  name: string;
  erase(workspaceId: string, person: ErasedPerson): Promise<unknown>;
}[] = [
  { name: 'membership', erase: endMembership },
  { name: 'log', erase: redactAuditLog },
  { name: 'mentions', erase: eraseMentions },
  { name: 'billing', erase: eraseFromBilling },
  { name: 'exports', erase: eraseOwnExports },
  { name: 'comments', erase: eraseComments },
  { name: 'rows', erase: erasePersonRows },
  { name: 'notice', erase: leaveNotice },
];

async function endMembership(workspaceId: string, { userId }: ErasedPerson): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    const member = await tx.member.findFirst({
      where: { workspaceId, userId },
      select: { id: true, role: true, workspace: { select: { status: true } } },
    });
    if (!member) return;
    const where = { workspaceId, id: member.id };
    const others =
      member.role === 'owner'
        ? await tx.member.count({ where: { workspaceId, role: 'owner', userId: { not: userId } } })
        : 1;
    if (others > 0) await tx.member.deleteMany({ where });
    else if (member.workspace.status === 'deleting') await leaveToNobody(tx, workspaceId, member.id);
    else
      throw new Error(
        `The person is the only owner of the workspace ${workspaceId} by now. Nothing was ended there.`,
      );
    if (member.role !== 'guest') {
      await enqueue(tx, 'provision-workspace', workspaceId, { workspaceId });
      await enqueue(tx, 'sync-seats', workspaceId, { workspaceId });
    }
    await note(tx, workspaceId, 'member.left', { role: { from: member.role, to: null } });
  });
}

/** A workspace with members has an owner: until the one that is being deleted is gone, it is nobody. */
async function leaveToNobody(tx: Transaction, workspaceId: string, memberId: string): Promise<void> {
  await tx.member.updateMany({
    where: { workspaceId, id: memberId },
    data: { userId: deletedPerson.userId },
  });
  await tx.memberSearch.updateMany({ where: { workspaceId, memberId }, data: { text: '' } });
}

/** The last entry about them, without a name; the public site may have shown one. */
async function leaveNotice(workspaceId: string, { content }: ErasedPerson): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    const found = await tx.workspace.findUnique({ where: { id: workspaceId }, select: { id: true } });
    if (!found) return;
    await enqueue(tx, 'purge-site', workspaceId, { workspaceId });
    const what = content === 'keep' ? 'kept without a name' : 'deleted';
    await note(tx, workspaceId, 'person.erased', { 'what they wrote': { from: null, to: what } });
  });
}

async function note(
  tx: Transaction,
  workspaceId: string,
  action: AuditAction,
  changes: AuditChanges,
): Promise<void> {
  await recordAuditEvent(tx, {
    workspaceId,
    actor: { kind: 'system', name: deletedPerson.name },
    request: { requestId: `erasure-${randomUUID()}`, ip: null, country: null },
    action,
    targetKind: 'user',
    targetId: deletedPerson.userId,
    targetName: deletedPerson.name,
    changes,
  });
}
