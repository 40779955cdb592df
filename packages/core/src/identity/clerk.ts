import { createClerkClient } from '@clerk/backend';
import { isClerkAPIResponseError } from '@clerk/backend/errors';
import { verifyWebhook } from '@clerk/backend/webhooks';
import { environment } from '../environment.ts';

/** The only file that knows Clerk's SDK. Everything else calls the functions here. */
let client: ReturnType<typeof createClerkClient> | undefined;

function clerk() {
  const { CLERK_SECRET_KEY, CLERK_API_URL, PUBLIC_CLERK_PUBLISHABLE_KEY } = environment();
  client ??= createClerkClient({
    secretKey: CLERK_SECRET_KEY,
    publishableKey: PUBLIC_CLERK_PUBLISHABLE_KEY,
    apiUrl: CLERK_API_URL,
    telemetry: { disabled: true },
  });
  return client;
}

export interface ClerkPerson {
  clerkUserId: string;
  name: string;
  /** Primary address in lower case, only if it is verified; else empty. */
  email: string;
  imageUrl: string | null;
  hasSecondFactor: boolean;
}

/** The person as Clerk knows them now, or null when Clerk has no such user (any more). */
export async function readClerkPerson(clerkUserId: string): Promise<ClerkPerson | null> {
  const user = await unlessMissing(clerk().users.getUser(clerkUserId));
  if (!user) return null;
  const primary = user.emailAddresses.find((address) => address.id === user.primaryEmailAddressId);
  const isVerified = primary?.verification?.status === 'verified';
  return {
    clerkUserId: user.id,
    name: [user.firstName, user.lastName].filter(Boolean).join(' ') || (user.username ?? ''),
    email: isVerified ? (primary?.emailAddress.toLowerCase() ?? '') : '',
    imageUrl: user.hasImage ? user.imageUrl : null,
    hasSecondFactor: user.twoFactorEnabled,
  };
}

/** Ends all their sessions with it. Deleting somebody who is not there is done already. */
export async function deleteClerkUser(clerkUserId: string): Promise<void> {
  await unlessMissing(clerk().users.deleteUser(clerkUserId));
}

export type ClerkRole = 'org:admin' | 'org:member';

/** Creates the workspace's organization, with its owner as first member. Returns the organization's id. */
export async function createClerkOrganization(workspace: {
  workspaceId: string;
  name: string;
  ownerClerkUserId: string;
}): Promise<string> {
  const organization = await clerk().organizations.createOrganization({
    name: workspace.name,
    createdBy: workspace.ownerClerkUserId,
    publicMetadata: { workspaceId: workspace.workspaceId },
  });
  return organization.id;
}

/** The name people see where Clerk lists what they belong to. Its own slug is not used and not set. */
export async function renameClerkOrganization(organizationId: string, name: string): Promise<void> {
  const organization = await clerk().organizations.getOrganization({ organizationId });
  if (organization.name !== name) await clerk().organizations.updateOrganization(organizationId, { name });
}

/** The organization an earlier, interrupted attempt created for this workspace, or null. */
export async function findClerkOrganization(
  workspaceId: string,
  ownerClerkUserId: string,
): Promise<string | null> {
  for (let offset = 0; ; offset += 100) {
    const page = clerk().users.getOrganizationMembershipList({
      userId: ownerClerkUserId,
      limit: 100,
      offset,
    });
    const data = (await unlessMissing(page))?.data ?? [];
    const found = data.find(({ organization }) => organization.publicMetadata?.workspaceId === workspaceId);
    if (found) return found.organization.id;
    if (data.length < 100) return null;
  }
}

/** Deleting one that is not there is done already. */
export async function deleteClerkOrganization(organizationId: string): Promise<void> {
  await unlessMissing(clerk().organizations.deleteOrganization(organizationId));
}

export async function listClerkMembers(organizationId: string): Promise<Map<string, string>> {
  const members = new Map<string, string>();
  for (let offset = 0; ; offset += 100) {
    const { data } = await clerk().organizations.getOrganizationMembershipList({
      organizationId,
      limit: 100,
      offset,
    });
    for (const { publicUserData, role } of data) {
      if (publicUserData) members.set(publicUserData.userId, role);
    }
    if (data.length < 100) return members;
  }
}

export async function addClerkMember(organizationId: string, userId: string, role: ClerkRole): Promise<void> {
  await clerk().organizations.createOrganizationMembership({ organizationId, userId, role });
}

export async function changeClerkMember(
  organizationId: string,
  userId: string,
  role: ClerkRole,
): Promise<void> {
  await clerk().organizations.updateOrganizationMembership({ organizationId, userId, role });
}

/** Removing somebody who is not there is done already. */
export async function removeClerkMember(organizationId: string, userId: string): Promise<void> {
  await unlessMissing(clerk().organizations.deleteOrganizationMembership({ organizationId, userId }));
}

/** A new token of a session that still lasts, or null when it was ended. */
export async function renewSessionToken(sessionId: string): Promise<string | null> {
  const token = await unlessMissing(clerk().sessions.getToken(sessionId));
  return token?.jwt ?? null;
}

/** The user a genuine webhook is about; null when it is about something else. Throws when it is not Clerk's. */
export async function verifyClerkWebhook(
  request: Request,
): Promise<{ type: string; clerkUserId: string | null }> {
  const event = await verifyWebhook(request, { signingSecret: environment().CLERK_WEBHOOK_SECRET });
  const clerkUserId = event.type.startsWith('user.') ? (event.data as { id?: string }).id : undefined;
  return { type: event.type, clerkUserId: clerkUserId ?? null };
}

async function unlessMissing<Result>(answer: Promise<Result>): Promise<Result | null> {
  try {
    return await answer;
  } catch (error) {
    if (isClerkAPIResponseError(error) && error.status === 404) return null;
    throw error;
  }
}
