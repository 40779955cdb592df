import { withWorkspace } from '@archipelago/db/with-workspace';
import type { AssignableRole } from '../access/roles.ts';
import { hashInvitationToken, invitationToken } from '../invitations/invitation-token.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
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
      include: { invitedBy: { select: { name: true, email: true } } },
    }),
  }));
  const { workspace, invitation } = found;
  const token = invitationToken(workspaceId, invitationId);
  if (!invitation || invitation.tokenHash !== hashInvitationToken(token)) return null;
  const message = invitationMail({
    workspace,
    inviterName: invitation.invitedBy?.name || invitation.invitedBy?.email || null,
    role: invitation.role as AssignableRole,
    url: workspaceUrl(workspace.slug, `/invitation?token=${token}`),
    expiresAt: invitation.expiresAt,
  });
  return { to: invitation.email, message, messageId: `invitation.${invitationId}` };
}
