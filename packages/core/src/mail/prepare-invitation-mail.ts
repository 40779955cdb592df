import { withWorkspace } from '@archipelago/db/with-workspace';
import type { AssignableRole } from '../access/roles.ts';
import { hashInvitationToken, invitationLink, invitationToken } from '../invitations/invitation-token.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { invitationMail } from './templates/invitation.ts';

/** Null when the invitation is no longer open, or its link was made with a secret that has been replaced since. */
export async function prepareInvitationMail(
  workspaceId: string,
  invitationId: string,
): Promise<PreparedMail | null> {
  const found = await withWorkspace(workspaceId, async (tx) => ({
    workspace: await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } }),
    invitation: await tx.invitation.findFirst({
      where: {
        workspaceId,
        id: invitationId,
        acceptedAt: null,
        revokedAt: null,
        expiresAt: { gt: new Date() },
      },
      include: {
        invitedBy: { select: { name: true, email: true } },
        customRole: { select: { name: true, description: true } },
      },
    }),
  }));
  const { workspace, invitation } = found;
  const token = invitationToken(workspaceId, invitationId);
  if (!invitation || invitation.tokenHash !== hashInvitationToken(token)) return null;
  const message = invitationMail({
    workspace,
    inviterName: invitation.invitedBy?.name || invitation.invitedBy?.email || null,
    role: invitation.role as AssignableRole,
    customRole: invitation.customRole,
    url: invitationLink(workspace.slug, token),
    expiresAt: invitation.expiresAt,
  });
  // Sent again is another mail: one with the same id could be taken for a copy and dropped.
  const sending = invitation.resentAt ? `.${invitation.resentAt.getTime()}` : '';
  return { to: invitation.email, message, messageId: `invitation.${invitationId}${sending}` };
}
