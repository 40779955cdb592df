import { withWorkspace } from '@archipelago/db/with-workspace';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { workspaceClosingMail } from './templates/workspace-closing.ts';

/** Null when the workspace was restored meanwhile, or the person is no owner any more or has no address. */
export async function prepareClosingMail(workspaceId: string, userId: string): Promise<PreparedMail | null> {
  const member = await withWorkspace(workspaceId, (tx) =>
    tx.member.findFirst({
      where: { workspaceId, userId, role: 'owner', workspace: { status: 'deleting' } },
      include: { workspace: true, user: true },
    }),
  );
  if (!member?.user.email || !member.workspace.eraseAfter) return null;
  const { workspace, user } = member;
  const message = workspaceClosingMail({
    workspace,
    eraseAfter: member.workspace.eraseAfter,
    url: workspaceUrl(workspace.slug, '/closing'),
  });
  const deletion = member.workspace.eraseAfter.getTime();
  return { to: user.email, message, messageId: `closing.${workspaceId}.${userId}.${deletion}` };
}
