import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';

/** Makes an invitation's link stop working and frees its seat. Revoking twice is the same as once. */
export const revokeInvitation = command({
  name: 'revoke-invitation',
  permission: 'members:invite',
  audit: 'invitation.revoked',
  whileUnpaid: true,
  api: {
    method: 'DELETE',
    path: '/invitations/{invitationId}',
    group: 'Invitations',
    summary: 'Revoke an invitation',
    description: 'Its link stops working and its seat is free again.',
    status: 204,
  },
  input: z.strictObject({ invitationId: id }),
  async run(ctx, { invitationId }) {
    const where = { workspaceId: ctx.workspace.id, id: invitationId };
    const { count } = await ctx.tx.invitation.updateMany({
      where: { ...where, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    const invitation = await ctx.tx.invitation.findFirst({
      where,
      select: { email: true, role: true, customRole: { select: { name: true } }, acceptedAt: true },
    });
    if (!invitation) {
      throw new AppError('NOT_FOUND', 'This workspace has no such invitation. Reload the list.');
    }
    if (invitation.acceptedAt) {
      throw new AppError('CONFLICT', `${invitation.email} has accepted already. Remove the member instead.`, {
        reason: 'invitation-used',
      });
    }
    if (count === 0) ctx.unchanged();
    else
      await ctx.audit({
        targetKind: 'invitation',
        targetId: invitationId,
        targetName: invitation.email,
        changes: { role: { from: invitation.customRole?.name ?? invitation.role, to: null } },
      });
    return { email: invitation.email };
  },
});
