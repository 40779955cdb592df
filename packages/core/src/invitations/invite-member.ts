import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { assignableRoles, teamRoles } from '../access/roles.ts';
import { AppError } from '../errors/app-error.ts';
import { emailAddress } from '../input/email-address.ts';
import { command } from '../registry/command.ts';
import { hashInvitationToken, invitationDays, invitationToken } from './invitation-token.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Invites a person to the team by mail. Takes a seat until the invitation is accepted, revoked or expired. */
export const inviteMember = command({
  name: 'invite-member',
  permission: 'members:invite',
  entitlement: 'seats',
  audit: 'member.invited',
  input: z.strictObject({ email: emailAddress, role: z.enum(assignableRoles, 'Choose a role.') }),
  async run(ctx, { email, role }) {
    const { tx, actor, workspace } = ctx;
    const workspaceId = workspace.id;
    const member = await tx.member.findFirst({
      where: { workspaceId, role: { in: [...teamRoles] }, user: { email } },
      select: { role: true },
    });
    if (member) {
      throw new AppError('CONFLICT', `${email} is already on the team, as ${member.role}.`, {
        reason: 'already-member',
        fields: { email: 'This person is already on the team.' },
      });
    }
    await tx.invitation.updateMany({
      where: { workspaceId, email, acceptedAt: null, revokedAt: null, expiresAt: { lte: new Date() } },
      data: { revokedAt: new Date() },
    });
    const id = randomUUID();
    const expiresAt = new Date(Date.now() + invitationDays * dayMilliseconds);
    const tokenHash = hashInvitationToken(invitationToken(workspaceId, id));
    const { count } = await tx.invitation.createMany({
      data: { workspaceId, id, email, role, tokenHash, invitedByUserId: actor.userId, expiresAt },
      skipDuplicates: true,
    });
    if (count === 0) {
      throw new AppError(
        'CONFLICT',
        `${email} has an open invitation. Revoke it first to invite them again.`,
        {
          reason: 'already-invited',
          fields: { email: 'This person has an open invitation.' },
        },
      );
    }
    await ctx.audit({
      targetKind: 'invitation',
      targetId: id,
      targetName: email,
      changes: { role: { from: null, to: role } },
    });
    await ctx.enqueue('mail', { message: 'invitation', workspaceId, invitationId: id });
    return { invitationId: id, email, role, expiresAt };
  },
});
