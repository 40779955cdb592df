import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { type CustomRole, grantOf } from '../access/grant.ts';
import type { AssignableRole } from '../access/roles.ts';
import { lockWorkspace, requireEntitlement } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { spendMails } from '../usage/spend-mails.ts';
import type { InvitationState } from './find-invitation.ts';
import { sentInvitation } from './invitation-resource.ts';
import {
  hashInvitationToken,
  invitationExpiry,
  invitationToken,
  invitedCustomRole,
  stateSql,
} from './invitation-token.ts';
import { refuseLargerRole } from './invited-role.ts';

/** Minutes between two mails of one invitation. */
export const resendPauseMinutes = 10;

interface Sent {
  email: string;
  role: AssignableRole;
  customRole: CustomRole | null;
  state: InvitationState;
  secondsSinceMail: number;
}

/**
 * Sends an invitation's link again, and lets it work for the full time from now: also an expired one, if there is a seat
 * for it. The link stays the same, so that the earlier mail works as well. TOO_MANY_REQUESTS when the last mail is fresh.
 */
export const resendInvitation = command({
  name: 'resend-invitation',
  permission: 'members:invite',
  audit: 'invitation.resent',
  api: {
    method: 'POST',
    path: '/invitations/{invitationId}/resend',
    group: 'Invitations',
    summary: 'Send an invitation again',
    description: 'Mails the same link once more and lets it work for the full time from now.',
    output: sentInvitation,
  },
  input: z.strictObject({ invitationId: id }),
  async run(ctx, { invitationId }) {
    const { tx } = ctx;
    const workspaceId = ctx.workspace.id;
    await lockWorkspace(tx, workspaceId);
    const [invitation] = await rawQuery<Sent>(
      tx,
      Prisma.sql`select i.email, i.role::text, ${invitedCustomRole} as "customRole", ${stateSql} as state,
          floor(extract(epoch from now() - coalesce(i.resent_at, i.created_at)))::int as "secondsSinceMail"
        from invitation i left join custom_role r on r.workspace_id = i.workspace_id and r.id = i.custom_role_id
        where i.workspace_id = ${workspaceId}::uuid and i.id = ${invitationId}::uuid
        for no key update of i`,
    );
    if (!invitation) {
      throw new AppError('NOT_FOUND', 'This workspace has no such invitation. Reload the list.');
    }
    refuseUnlessWaiting(invitation);
    refuseLargerRole(ctx.grant, grantOf(invitation.role, invitation.customRole));
    refuseSoSoon(invitation);
    // An open one has its seat; an expired one has lost it.
    if (invitation.state === 'expired') await requireEntitlement(tx, ctx, 'seats');
    await spendMails(tx, ctx, 'invitation', 1);
    const expiresAt = invitationExpiry();
    // The hash is written again: the secret that links are made with may have been replaced meanwhile.
    const tokenHash = hashInvitationToken(invitationToken(workspaceId, invitationId));
    await tx.invitation.update({
      where: { workspaceId_id: { workspaceId, id: invitationId } },
      data: { expiresAt, tokenHash, resentAt: new Date() },
      select: { id: true },
    });
    await ctx.audit({ targetKind: 'invitation', targetId: invitationId, targetName: invitation.email });
    await ctx.enqueue('mail', { message: 'invitation', workspaceId, invitationId });
    const { email, role, customRole } = invitation;
    return {
      id: invitationId,
      email,
      role,
      customRole: customRole && { id: customRole.id, name: customRole.name },
      expiresAt,
    };
  },
});

function refuseUnlessWaiting({ email, state }: Sent): void {
  if (state === 'accepted') {
    throw new AppError('CONFLICT', `${email} has accepted already.`, { reason: 'invitation-used' });
  }
  if (state === 'revoked') {
    throw new AppError('GONE', `The invitation of ${email} was revoked. Invite them again instead.`, {
      reason: 'invitation-revoked',
    });
  }
}

function refuseSoSoon({ email, secondsSinceMail }: Sent): void {
  const retryAfterSeconds = resendPauseMinutes * 60 - secondsSinceMail;
  if (retryAfterSeconds <= 0) return;
  const minutes = Math.ceil(retryAfterSeconds / 60);
  throw new AppError(
    'TOO_MANY_REQUESTS',
    `The last mail to ${email} is only just out. Wait ${minutes} more ${minutes === 1 ? 'minute' : 'minutes'}, or copy the link and send it yourself.`,
    { reason: 'sent-recently', retryAfterSeconds },
  );
}
