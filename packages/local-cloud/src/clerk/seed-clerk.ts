import type { ClerkInstance } from './clerk-instance.ts';
import { hashPassword } from './password.ts';
import { createOrganization } from './records/create-organization.ts';
import { addMembership } from './records/memberships.ts';
import { createUser } from './records/users.ts';

export interface ClerkSeed {
  /** Everyone's. */
  password: string;
  people: readonly { clerkUserId: string; email: string; firstName: string; lastName: string }[];
  workspaces: readonly {
    slug: string;
    name: string;
    clerkOrganizationId: string;
    members: readonly { clerkUserId: string; role: 'owner' | 'admin' | 'member' | 'guest' }[];
  }[];
}

/** Fills an empty instance, without webhooks: the database is seeded with the same people. */
export async function seedClerk(instance: ClerkInstance, seed: ClerkSeed): Promise<void> {
  const quiet: ClerkInstance = { ...instance, emit: () => {} };
  const passwordHash = await hashPassword(seed.password);
  for (const { clerkUserId, email, firstName, lastName } of seed.people) {
    createUser(quiet, { id: clerkUserId, emailAddress: email, firstName, lastName, passwordHash });
  }
  for (const { clerkOrganizationId, name, slug, members } of seed.workspaces) {
    createOrganization(quiet, { id: clerkOrganizationId, name, slug });
    for (const { clerkUserId, role } of members) {
      // A guest is no member at Clerk, so that the size of a tenant's audience is never capped there.
      if (role === 'guest') continue;
      addMembership(quiet, {
        organizationId: clerkOrganizationId,
        userId: clerkUserId,
        role: role === 'member' ? 'org:member' : 'org:admin',
      });
    }
  }
}
