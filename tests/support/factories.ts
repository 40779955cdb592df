import { randomUUID } from 'node:crypto';
import type { Permission } from '@archipelago/core/access/permissions';
import type { AssignableRole, Role } from '@archipelago/core/access/roles';
import type { SignIn } from '@archipelago/core/access/sign-in-rules';
import type { Plan } from '@archipelago/core/billing/catalogue';
import type { PersonContext, UserActor, WorkspaceContext } from '@archipelago/core/context/context';
import { loadRequestContext } from '@archipelago/core/context/load-context';
import { hashInvitationToken, invitationToken } from '@archipelago/core/invitations/invitation-token';
import { withUser } from '@archipelago/db/with-user';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { unique } from './own-database.ts';

const day = 24 * 60 * 60 * 1000;

export interface MadeUser {
  userId: string;
  clerkUserId: string;
  name: string;
  email: string;
}

export async function makeUser(over: Partial<Omit<MadeUser, 'userId'>> = {}): Promise<MadeUser> {
  const clerkUserId = over.clerkUserId ?? unique('user_');
  const name = over.name ?? unique('Person ');
  const email = over.email ?? `${unique('person-')}@example.test`;
  const user = await withUser({ clerkUserId }, (tx) =>
    tx.user.create({ data: { clerkUserId, name, email } }),
  );
  return { userId: user.id, clerkUserId, name, email };
}

export interface MadeWorkspace {
  id: string;
  slug: string;
  name: string;
  owner: MadeUser;
}

/** A workspace with an owner; on Free unless a plan is given. */
export async function makeWorkspace(
  over: { slug?: string; name?: string; owner?: MadeUser; plan?: Exclude<Plan, 'free'>; seats?: number } = {},
): Promise<MadeWorkspace> {
  const owner = over.owner ?? (await makeUser());
  const id = randomUUID();
  const slug = over.slug ?? unique('w');
  const name = over.name ?? unique('Workspace ');
  await withWorkspace(id, async (tx) => {
    await tx.workspace.createMany({ data: { id, slug, name } });
    await tx.member.create({ data: { workspaceId: id, userId: owner.userId, role: 'owner' } });
    if (!over.plan) return;
    await tx.subscription.create({
      data: {
        workspaceId: id,
        stripeSubscriptionId: unique('sub_'),
        plan: over.plan,
        interval: 'month',
        status: 'active',
        seats: over.seats ?? 5,
        currentPeriodStart: new Date(),
        currentPeriodEnd: new Date(Date.now() + 30 * day),
        syncedAt: new Date(),
      },
    });
  });
  return { id, slug, name, owner };
}

/** Adds a person, a new one unless given. With a custom role's id, that is what they hold. */
export async function makeMember(
  workspace: { id: string },
  role: Role,
  user?: MadeUser,
  over: { customRoleId?: string; blockedAt?: Date } = {},
): Promise<MadeUser> {
  const person = user ?? (await makeUser());
  await withWorkspace(workspace.id, (tx) =>
    tx.member.create({ data: { workspaceId: workspace.id, userId: person.userId, role, ...over } }),
  );
  return person;
}

/** The id of a person's membership. */
export async function memberIdOf(workspace: { id: string }, user: MadeUser): Promise<string> {
  const where = { workspaceId_userId: { workspaceId: workspace.id, userId: user.userId } };
  const { id } = await withWorkspace(workspace.id, (tx) => tx.member.findUniqueOrThrow({ where }));
  return id;
}

export async function makeRole(
  workspace: { id: string },
  permissions: readonly Permission[],
  over: { name?: string; description?: string } = {},
): Promise<{ id: string; name: string }> {
  const name = over.name ?? unique('Role ');
  const { description = '' } = over;
  return withWorkspace(workspace.id, (tx) =>
    tx.customRole.create({
      data: { workspaceId: workspace.id, name, description, permissions: [...permissions] },
      select: { id: true, name: true },
    }),
  );
}

/** An open hand-over from the workspace's owner. */
export async function makeTransfer(
  workspace: MadeWorkspace,
  to: MadeUser,
  over: { expiresAt?: Date; cancelledAt?: Date } = {},
): Promise<{ id: string }> {
  return withWorkspace(workspace.id, (tx) =>
    tx.ownershipTransfer.create({
      data: {
        workspaceId: workspace.id,
        fromUserId: workspace.owner.userId,
        toUserId: to.userId,
        expiresAt: new Date(Date.now() + 7 * day),
        ...over,
      },
      select: { id: true },
    }),
  );
}

export async function makePost(
  workspace: MadeWorkspace,
  over: { title?: string; body?: string; status?: 'draft' | 'published'; publishedAt?: Date } = {},
): Promise<{ id: string; slug: string; title: string }> {
  const title = over.title ?? unique('Post ');
  const status = over.status ?? 'draft';
  return withWorkspace(workspace.id, (tx) =>
    tx.post.create({
      data: {
        workspaceId: workspace.id,
        authorUserId: workspace.owner.userId,
        slug: unique('post-'),
        title,
        body: over.body ?? 'Words.',
        status,
        publishedAt: status === 'published' ? (over.publishedAt ?? new Date()) : null,
      },
      select: { id: true, slug: true, title: true },
    }),
  );
}

/** An open invitation, with the token its mail would carry. */
export async function makeInvitation(
  workspace: MadeWorkspace,
  over: {
    email?: string;
    role?: AssignableRole;
    customRoleId?: string;
    createdAt?: Date;
    expiresAt?: Date;
    revokedAt?: Date;
  } = {},
): Promise<{ id: string; email: string; token: string }> {
  const id = randomUUID();
  const email = over.email ?? `${unique('invited-')}@example.test`;
  const token = invitationToken(workspace.id, id);
  await withWorkspace(workspace.id, (tx) =>
    tx.invitation.create({
      data: {
        workspaceId: workspace.id,
        id,
        email,
        role: over.role ?? 'member',
        customRoleId: over.customRoleId ?? null,
        tokenHash: hashInvitationToken(token),
        invitedByUserId: workspace.owner.userId,
        expiresAt: over.expiresAt ?? new Date(Date.now() + 7 * day),
        revokedAt: over.revokedAt ?? null,
        createdAt: over.createdAt,
      },
    }),
  );
  return { id, email, token };
}

/** A finished export, asked for by the owner; its files are not there. */
export async function makeDataExport(workspace: MadeWorkspace): Promise<{ id: string }> {
  return withWorkspace(workspace.id, (tx) =>
    tx.dataExport.create({
      data: {
        workspaceId: workspace.id,
        requestedByUserId: workspace.owner.userId,
        state: 'ready',
        finishedAt: new Date(),
        expiresAt: new Date(Date.now() + 7 * day),
        volumes: [{ bytes: 1_000, sha256: '0'.repeat(64) }],
      },
      select: { id: true },
    }),
  );
}

/** A finished copy of a person's data; its files are not there. */
export async function makeDataCopy({ userId }: MadeUser): Promise<{ id: string }> {
  return withUser({ userId }, (tx) =>
    tx.personExport.create({
      data: {
        userId,
        state: 'ready',
        finishedAt: new Date(),
        expiresAt: new Date(Date.now() + 7 * day),
        volumes: [{ bytes: 1_000, sha256: '0'.repeat(64) }],
      },
      select: { id: true },
    }),
  );
}

/** Something this person has been told, unread unless said otherwise. */
export async function makeNotification(
  workspace: { id: string },
  user: MadeUser,
  over: { type?: string; actorName?: string; targetName?: string; digest?: boolean } = {},
): Promise<{ id: string }> {
  const { type = 'post-published', actorName = 'Somebody', targetName = 'Something', digest = false } = over;
  const id = randomUUID();
  await withWorkspace(workspace.id, (tx) =>
    tx.notification.createMany({
      data: {
        workspaceId: workspace.id,
        id,
        userId: user.userId,
        type,
        eventId: randomUUID(),
        actorName,
        targetName,
        digest,
        path: '/posts',
      },
    }),
  );
  return { id };
}

const request = { ip: '192.0.2.7', country: 'NO' };

/**
 * What the product's middleware makes of a request by this person (null: nobody) in this workspace. Signed in with a
 * password alone, unless told.
 */
export async function contextFor(
  user: MadeUser | null,
  workspace: { slug: string },
  signIn: SignIn = { secondFactor: false },
): Promise<WorkspaceContext> {
  const loaded = await loadRequestContext({
    slug: workspace.slug,
    clerkUserId: user?.clerkUserId ?? null,
    ...(user && { signIn }),
    request: { ...request, requestId: unique('req_') },
  });
  if (!loaded.workspace) throw new Error(`There is no workspace ${workspace.slug}.`);
  return loaded.workspace;
}

/** The same outside of any workspace. */
export async function personContextFor(user: MadeUser | null): Promise<PersonContext & { actor: UserActor }> {
  const { person } = await loadRequestContext({
    slug: null,
    clerkUserId: user?.clerkUserId ?? null,
    request: { ...request, requestId: unique('req_') },
  });
  return person as PersonContext & { actor: UserActor };
}
