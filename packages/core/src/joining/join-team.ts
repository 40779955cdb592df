import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import type { AppError } from '../errors/app-error.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { command } from '../registry/command.ts';
import type { WorkspaceCommandContext } from '../registry/command-context.ts';
import { joinIsClosed, joinStanding, refuseBlocked } from './join-rules.ts';

/**
 * Makes the signed-in person, or guest, a member of the team, where people at its domains may. Takes a seat; one that is
 * held by an open invitation of theirs is theirs. FORBIDDEN with the reason `join-closed` or `blocked`; PAYMENT_REQUIRED `no-seat`.
 */
export const joinTeam = command({
  name: 'join-team',
  permission: 'site:join',
  audit: 'member.joined_team',
  input: z.strictObject({}),
  async run(ctx) {
    const { tx, actor, workspace } = ctx;
    const workspaceId = workspace.id;
    await lockWorkspace(tx, workspaceId);
    const standing = await joinStanding(tx, workspaceId, actor);
    refuseBlocked(standing, workspace);
    if (standing.policy !== 'domains' || !standing.atDomain) throw joinIsClosed(standing, workspace);
    if (standing.role !== null && standing.role !== 'guest') {
      ctx.unchanged();
      return { joined: false };
    }
    if (standing.used >= ctx.entitlements.seats) throw noSeat(workspace.name);
    const promised = await useInvitation(ctx);
    const place = { role: promised?.role ?? 'member', customRoleId: promised?.customRoleId ?? null };
    await tx.member.upsert({
      where: { workspaceId_userId: { workspaceId, userId: actor.userId } },
      create: { workspaceId, userId: actor.userId, ...place },
      update: place,
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'user',
      targetId: actor.userId,
      targetName: actor.name || actor.email,
      changes: { role: { from: standing.role, to: promised?.customRole?.name ?? place.role } },
    });
    await ctx.enqueue('provision-workspace', { workspaceId });
    await ctx.enqueue('sync-seats', { workspaceId });
    return { joined: true };
  },
});

/** What an open invitation to the same verified address promises, which is thereby accepted. */
async function useInvitation({ tx, workspace, actor }: WorkspaceCommandContext) {
  const [invitation] = await tx.invitation.updateManyAndReturn({
    where: {
      workspaceId: workspace.id,
      email: actor.email,
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: new Date() },
    },
    data: { acceptedAt: new Date() },
    select: { role: true, customRoleId: true, customRole: { select: { name: true } } },
  });
  return invitation;
}

function noSeat(name: string): AppError {
  return refusal('PAYMENT_REQUIRED', said('noSeat', { workspace: name }), { reason: 'no-seat' });
}
