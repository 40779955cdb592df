import { ClerkError, notFound } from '../clerk-error.ts';
import type { ClerkInstance } from '../clerk-instance.ts';
import type { MembershipRecord, OrganizationRole } from '../clerk-state.ts';
import { newId } from '../new-id.ts';
import { membershipResource } from '../resources/organization.ts';
import { getOrganization } from './organizations.ts';
import { getUser } from './users.ts';

export function membershipsOfUser(instance: ClerkInstance, userId: string): MembershipRecord[] {
  return Object.values(instance.state.memberships).filter((membership) => membership.userId === userId);
}

export function membershipsOfOrganization(
  instance: ClerkInstance,
  organizationId: string,
): MembershipRecord[] {
  return Object.values(instance.state.memberships).filter(
    (membership) => membership.organizationId === organizationId,
  );
}

export function findMembership(
  instance: ClerkInstance,
  organizationId: string,
  userId: string,
): MembershipRecord | undefined {
  return membershipsOfUser(instance, userId).find(
    (membership) => membership.organizationId === organizationId,
  );
}

export function getMembership(
  instance: ClerkInstance,
  organizationId: string,
  userId: string,
): MembershipRecord {
  const membership = findMembership(instance, organizationId, userId);
  if (!membership) throw notFound('The organization membership');
  return membership;
}

export function addMembership(
  instance: ClerkInstance,
  given: { organizationId: string; userId: string; role: string },
): MembershipRecord {
  const organization = getOrganization(instance, given.organizationId);
  getUser(instance, given.userId);
  const role = checkedRole(given.role);
  const present = membershipsOfOrganization(instance, organization.id);
  if (present.some((membership) => membership.userId === given.userId)) {
    throw new ClerkError(
      400,
      'already_a_member_in_organization',
      'The user is already a member of the organization.',
      'user_id',
    );
  }
  if (organization.maxAllowedMemberships > 0 && present.length >= organization.maxAllowedMemberships) {
    throw new ClerkError(
      403,
      'organization_membership_quota_exceeded',
      'The organization has reached its membership limit.',
    );
  }
  const now = instance.now();
  const membership: MembershipRecord = {
    id: newId('orgmem'),
    organizationId: organization.id,
    userId: given.userId,
    role,
    publicMetadata: {},
    privateMetadata: {},
    createdAt: now,
    updatedAt: now,
  };
  instance.state.memberships[membership.id] = membership;
  instance.emit('organizationMembership.created', membershipResource(instance, membership));
  return membership;
}

export function changeRole(instance: ClerkInstance, membership: MembershipRecord, role: string): void {
  membership.role = checkedRole(role);
  membership.updatedAt = instance.now();
  instance.emit('organizationMembership.updated', membershipResource(instance, membership));
}

/** Answers what the membership was: the record is gone afterwards, and sessions no longer have it active. */
export function removeMembership(instance: ClerkInstance, membership: MembershipRecord) {
  const resource = membershipResource(instance, membership);
  delete instance.state.memberships[membership.id];
  for (const session of Object.values(instance.state.sessions)) {
    if (session.userId === membership.userId && session.organizationId === membership.organizationId) {
      session.organizationId = null;
    }
  }
  instance.emit('organizationMembership.deleted', resource);
  return resource;
}

export function checkedRole(role: string): OrganizationRole {
  if (role === 'org:admin' || role === 'org:member') return role;
  throw new ClerkError(
    404,
    'organization_role_not_found',
    `There is no role "${role}". Use org:admin or org:member.`,
    'role',
  );
}
