import type { ClerkInstance } from '../clerk-instance.ts';
import type {
  InvitationRecord,
  MembershipRecord,
  OrganizationRecord,
  OrganizationRole,
} from '../clerk-state.ts';
import { avatarOf } from './avatar.ts';
import { publicUserData } from './user.ts';

/** What each role may do at Clerk. The product decides by its own roles, never by these. */
export const systemPermissions: Record<OrganizationRole, readonly string[]> = {
  'org:admin': [
    'org:sys_profile:manage',
    'org:sys_profile:delete',
    'org:sys_memberships:read',
    'org:sys_memberships:manage',
    'org:sys_domains:read',
    'org:sys_domains:manage',
  ],
  'org:member': ['org:sys_memberships:read'],
};

export const roleNames: Record<OrganizationRole, string> = { 'org:admin': 'Admin', 'org:member': 'Member' };

export function organizationResource(instance: ClerkInstance, organization: OrganizationRecord) {
  const { memberships, invitations } = instance.state;
  return {
    object: 'organization',
    id: organization.id,
    name: organization.name,
    slug: organization.slug,
    image_url: avatarOf(organization.id, organization.name),
    logo_url: null,
    has_image: false,
    created_by: organization.createdBy ?? undefined,
    public_metadata: organization.publicMetadata,
    private_metadata: organization.privateMetadata,
    members_count: Object.values(memberships).filter(
      ({ organizationId }) => organizationId === organization.id,
    ).length,
    pending_invitations_count: Object.values(invitations).filter(
      ({ organizationId, status }) => organizationId === organization.id && status === 'pending',
    ).length,
    admin_delete_enabled: true,
    max_allowed_memberships: organization.maxAllowedMemberships,
    created_at: organization.createdAt,
    updated_at: organization.updatedAt,
  };
}

export function membershipResource(instance: ClerkInstance, membership: MembershipRecord) {
  const organization = instance.state.organizations[membership.organizationId];
  const user = instance.state.users[membership.userId];
  return {
    object: 'organization_membership',
    id: membership.id,
    role: membership.role,
    role_name: roleNames[membership.role],
    permissions: systemPermissions[membership.role],
    public_metadata: membership.publicMetadata,
    private_metadata: membership.privateMetadata,
    organization: organization ? organizationResource(instance, organization) : null,
    public_user_data: user ? publicUserData(user) : null,
    created_at: membership.createdAt,
    updated_at: membership.updatedAt,
  };
}

export function invitationResource(instance: ClerkInstance, invitation: InvitationRecord) {
  const organization = instance.state.organizations[invitation.organizationId];
  return {
    object: 'organization_invitation',
    id: invitation.id,
    email_address: invitation.emailAddress,
    organization_id: invitation.organizationId,
    role: invitation.role,
    role_name: roleNames[invitation.role],
    status: invitation.status,
    url: null,
    expires_at: null,
    public_metadata: invitation.publicMetadata,
    private_metadata: invitation.privateMetadata,
    public_organization_data: organization
      ? {
          id: organization.id,
          name: organization.name,
          slug: organization.slug,
          image_url: avatarOf(organization.id, organization.name),
          has_image: false,
        }
      : null,
    created_at: invitation.createdAt,
    updated_at: invitation.updatedAt,
  };
}

/** Clerk's lists: one page of resources and how many there are in all. */
export function page<T>(resources: readonly T[], total = resources.length) {
  return { data: resources, total_count: total };
}
