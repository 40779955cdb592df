import { roleName } from '../access/grant.ts';
import { endTransfersOf } from '../ownership/end-transfers-of.ts';
import type { ApiCommandContext } from '../registry/command-context.ts';
import type { FoundMember } from './find-member.ts';
import { refuseLastOwner } from './refuse-last-owner.ts';

/** Deletes the membership, with the audit row and the jobs that follow. What the person wrote stays. */
export async function endMembership(ctx: ApiCommandContext, member: FoundMember): Promise<void> {
  const { tx } = ctx;
  const workspaceId = ctx.workspace.id;
  await refuseLastOwner(tx, workspaceId, member);
  await tx.member.delete({ where: { workspaceId_id: { workspaceId, id: member.id } }, select: { id: true } });
  await endTransfersOf(tx, workspaceId, member.userId);
  await ctx.audit({
    targetKind: 'user',
    targetId: member.userId,
    targetName: member.name,
    changes: { role: { from: roleName(member.grant), to: null } },
  });
  if (member.grant.role === 'guest') return;
  await ctx.enqueue('provision-workspace', { workspaceId });
  await ctx.enqueue('sync-seats', { workspaceId });
}
