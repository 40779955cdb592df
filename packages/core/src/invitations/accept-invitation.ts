import { z } from 'zod';
import { roleName } from '../access/grant.ts';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import type { WorkspaceCommandContext } from '../registry/command-context.ts';
import { type FoundInvitation, findInvitation, tokenInput } from './find-invitation.ts';

/**
 * Makes the signed-in person a member, once. Each refusal has a reason of its own: `invitation-unknown`, `-revoked`,
 * `-expired`, `-used`, `-for-another-address`, `already-member`, `blocked`, `no-seat`.
 */
export const acceptInvitation = command({
  name: 'accept-invitation',
  permission: 'invitation:accept',
  audit: 'invitation.accepted',
  input: z.strictObject({ token: tokenInput }),
  async run(ctx, { token }) {
    const { tx } = ctx;
    const workspaceId = ctx.workspace.id;
    await lockWorkspace(tx, workspaceId);
    const invitation = await findInvitation(tx, workspaceId, token, { lock: true });
    refuseUnlessOpen(ctx, invitation);
    await refuseBlocked(ctx);
    await refuseWithoutSeat(ctx);
    await tx.invitation.update({
      where: { workspaceId_id: { workspaceId, id: invitation.id } },
      data: { acceptedAt: new Date() },
      select: { id: true },
    });
    await join(ctx, invitation);
    await ctx.audit({
      targetKind: 'invitation',
      targetId: invitation.id,
      targetName: invitation.email,
      changes: {
        role: { from: ctx.grant?.role ?? null, to: invitation.customRole?.name ?? invitation.role },
      },
    });
    await ctx.enqueue('provision-workspace', { workspaceId });
    await ctx.enqueue('sync-seats', { workspaceId });
    return { slug: ctx.workspace.slug, role: invitation.role };
  },
});

function refuseUnlessOpen(
  { actor, workspace, grant }: WorkspaceCommandContext,
  invitation: FoundInvitation,
): void {
  if (invitation.state === 'revoked') {
    throw new AppError('GONE', `This invitation to ${workspace.name} was withdrawn. Ask for a new one.`, {
      reason: 'invitation-revoked',
    });
  }
  if (invitation.state === 'accepted') throw used();
  if (invitation.state === 'expired') {
    throw new AppError('GONE', `This invitation to ${workspace.name} has expired. Ask for a new one.`, {
      reason: 'invitation-expired',
    });
  }
  if (actor.email !== invitation.email) {
    throw new AppError(
      'FORBIDDEN',
      `This invitation is for another e-mail address than ${actor.email || 'yours'}. Sign in with the address it was sent to.`,
      { reason: 'invitation-for-another-address' },
    );
  }
  if (grant && grant.role !== 'guest') {
    throw new AppError(
      'CONFLICT',
      `You are already on the team of ${workspace.name}, as ${roleName(grant)}. Open the dashboard.`,
      {
        reason: 'already-member',
      },
    );
  }
}

/** Somebody blocked holds no grant, and still has a place that no invitation may overwrite. */
async function refuseBlocked({ tx, workspace, actor }: WorkspaceCommandContext): Promise<void> {
  const blocked = await tx.member.count({
    where: { workspaceId: workspace.id, userId: actor.userId, blockedAt: { not: null } },
  });
  if (blocked === 0) return;
  throw new AppError(
    'FORBIDDEN',
    `${workspace.name} has blocked you, so that you cannot join its team. If you think that is a mistake, ask the person who invited you.`,
    { reason: 'blocked' },
  );
}

/** The open invitation held a seat; a smaller plan chosen since may have taken it away. */
async function refuseWithoutSeat({ tx, workspace, entitlements }: WorkspaceCommandContext): Promise<void> {
  const team = await tx.member.count({ where: { workspaceId: workspace.id, role: { not: 'guest' } } });
  if (team < entitlements.seats) return;
  throw new AppError(
    'PAYMENT_REQUIRED',
    `${workspace.name} has no free seat at the moment. Tell the person who invited you; the invitation stays open.`,
    { reason: 'no-seat' },
  );
}

/** A guest becomes a member of the team; anybody else is added. Nobody's existing place on the team is ever overwritten. */
async function join(
  { tx, workspace, actor, grant }: WorkspaceCommandContext,
  invitation: FoundInvitation,
): Promise<void> {
  const who = { workspaceId: workspace.id, userId: actor.userId };
  const place = { role: invitation.role, customRoleId: invitation.customRole?.id ?? null };
  const { count } =
    grant?.role === 'guest'
      ? await tx.member.updateMany({ where: { ...who, role: 'guest' }, data: place })
      : await tx.member.createMany({ data: { ...who, ...place }, skipDuplicates: true });
  if (count === 0) throw used();
}

function used(): AppError {
  return new AppError(
    'CONFLICT',
    'This invitation has been used. If it was you, open the dashboard; if not, ask for a new one.',
    {
      reason: 'invitation-used',
    },
  );
}
