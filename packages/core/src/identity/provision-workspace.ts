import { withWorkspace } from '@archipelago/db/with-workspace';
import type { Role } from '../access/roles.ts';
import {
  addClerkMember,
  type ClerkRole,
  changeClerkMember,
  createClerkOrganization,
  findClerkOrganization,
  listClerkMembers,
  removeClerkMember,
  renameClerkOrganization,
} from './clerk.ts';

interface TeamMember {
  clerkUserId: string;
  role: Role;
}

/**
 * Makes Clerk's organization agree with the workspace: created when it is missing, with the team as its members. Guests
 * stay out of it, so that its size never caps a workspace's audience. Idempotent: every step looks before it acts, and an
 * attempt that was interrupted is picked up where it stopped.
 */
export async function provisionWorkspace(workspaceId: string): Promise<void> {
  const { workspace, team } = await readTeam(workspaceId);
  const owner = team.find((member) => member.role === 'owner');
  if (!workspace || !owner) return;
  let organizationId = workspace.clerkOrganizationId;
  if (!organizationId) {
    organizationId =
      (await findClerkOrganization(workspaceId, owner.clerkUserId)) ??
      (await createClerkOrganization({
        workspaceId,
        name: workspace.name,
        ownerClerkUserId: owner.clerkUserId,
      }));
    await withWorkspace(workspaceId, (tx) =>
      tx.workspace.update({
        where: { id: workspaceId },
        data: { clerkOrganizationId: organizationId },
        select: { id: true },
      }),
    );
  }
  await renameClerkOrganization(organizationId, workspace.name);
  await syncMembers(organizationId, team);
}

async function readTeam(workspaceId: string) {
  return withWorkspace(workspaceId, async (tx) => {
    const workspace = await tx.workspace.findUnique({
      where: { id: workspaceId },
      select: { name: true, clerkOrganizationId: true },
    });
    const members = await tx.member.findMany({
      where: { workspaceId, role: { not: 'guest' }, user: { deletedAt: null } },
      select: { role: true, user: { select: { clerkUserId: true } } },
      orderBy: { createdAt: 'asc' },
    });
    const team: TeamMember[] = members.map(({ role, user }) => ({ role, clerkUserId: user.clerkUserId }));
    return { workspace, team };
  });
}

/** People are added and promoted before others are demoted or removed: Clerk refuses to leave no administrator. */
async function syncMembers(organizationId: string, team: TeamMember[]): Promise<void> {
  const present = await listClerkMembers(organizationId);
  const wanted = new Map(team.map((member) => [member.clerkUserId, clerkRole(member.role)]));
  const wrong = [...wanted].filter(([clerkUserId, role]) => present.get(clerkUserId) !== role);
  wrong.sort(([, a], [, b]) => a.localeCompare(b));
  for (const [clerkUserId, role] of wrong) {
    if (present.has(clerkUserId)) await changeClerkMember(organizationId, clerkUserId, role);
    else await addClerkMember(organizationId, clerkUserId, role);
  }
  for (const clerkUserId of present.keys()) {
    if (!wanted.has(clerkUserId)) await removeClerkMember(organizationId, clerkUserId);
  }
}

function clerkRole(role: Role): ClerkRole {
  return role === 'member' ? 'org:member' : 'org:admin';
}
