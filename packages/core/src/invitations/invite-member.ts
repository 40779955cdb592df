import { z } from 'zod';
import { requireEntitlement } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { emailAddress } from '../input/email-address.ts';
import { command } from '../registry/command.ts';
import { sentInvitation } from './invitation-resource.ts';
import { invitedRole } from './invited-role.ts';
import { sendInvitations } from './send-invitations.ts';

/**
 * Invites one person to the team by mail, for callers to whom a refusal is an error: `already-member`, `already-invited`,
 * `blocked`, `invited-too-often`. Takes a seat until the invitation is accepted, revoked or expired.
 */
export const inviteMember = command({
  name: 'invite-member',
  permission: 'members:invite',
  audit: 'member.invited',
  api: {
    method: 'POST',
    path: '/invitations',
    group: 'Invitations',
    summary: 'Invite a person',
    description:
      'Sends them a mail with a link. The open invitation takes a seat. The role is `admin`, `member` or, by its id, one of the workspace’s own; a key invites to what it may do itself.',
    status: 201,
    output: sentInvitation,
  },
  input: z.strictObject({ email: emailAddress, role: invitedRole }),
  async run(ctx, { email, role }) {
    const { outcomes, given } = await sendInvitations(ctx, [email], role);
    const [outcome] = outcomes;
    switch (outcome?.state) {
      case 'invited':
        return {
          id: outcome.invitationId,
          invitationId: outcome.invitationId,
          email,
          role: given.role,
          customRole: given.customRole,
          expiresAt: outcome.expiresAt,
        };
      case 'on-the-team':
        throw refusal('already-member', `${email} is already on the team, as ${outcome.role}.`);
      case 'already-invited':
        throw refusal(
          'already-invited',
          `${email} has an open invitation. Send that one again, or revoke it first.`,
        );
      case 'blocked':
        throw refusal('blocked', `${email} is blocked as a guest of your site. Unblock them first.`);
      case 'too-often':
        throw refusal(
          'invited-too-often',
          `${email} was invited several times today. Wait until tomorrow, or give them the link yourself.`,
        );
    }
    await requireEntitlement(ctx.tx, ctx, 'seats');
    throw new Error('There was no seat, and then there was.');
  },
});

function refusal(reason: string, message: string): AppError {
  return new AppError('CONFLICT', message, { reason, fields: { email: message } });
}
