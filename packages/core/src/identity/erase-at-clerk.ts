import { withWorkspace } from '@archipelago/db/with-workspace';
import { deleteClerkOrganization, findClerkOrganization } from './clerk.ts';

/** Deletes the workspace's organization at Clerk, also one that an interrupted provisioning never wrote down. */
export async function eraseAtClerk(workspaceId: string): Promise<void> {
  const workspace = await withWorkspace(workspaceId, (tx) =>
    tx.workspace.findUnique({
      where: { id: workspaceId },
      select: {
        clerkOrganizationId: true,
        members: { where: { role: 'owner' }, select: { user: { select: { clerkUserId: true } } } },
      },
    }),
  );
  if (!workspace) return;
  let organizationId = workspace.clerkOrganizationId;
  for (const { user } of workspace.members) {
    organizationId ??= await findClerkOrganization(workspaceId, user.clerkUserId);
  }
  if (organizationId) await deleteClerkOrganization(organizationId);
}
