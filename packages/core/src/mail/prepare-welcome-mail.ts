import { withWorkspace } from '@archipelago/db/with-workspace';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { welcomeToWorkspaceMail } from './templates/welcome-to-workspace.ts';

/** Null when the person has left, or has no address to write to. */
export async function prepareWelcomeMail(workspaceId: string, userId: string): Promise<PreparedMail | null> {
  const member = await withWorkspace(workspaceId, (tx) =>
    tx.member.findUnique({
      where: { workspaceId_userId: { workspaceId, userId } },
      include: { workspace: true, user: true },
    }),
  );
  if (!member?.user.email) return null;
  const { workspace, user } = member;
  const message = welcomeToWorkspaceMail({
    workspace,
    ownerName: user.name,
    siteUrl: workspaceUrl(workspace.slug, '/'),
    dashboardUrl: workspaceUrl(workspace.slug, '/dashboard'),
  });
  return { to: user.email, message, messageId: `welcome.${workspaceId}` };
}
