import { ClerkError } from '../clerk-error.ts';
import type { MembershipRecord } from '../clerk-state.ts';
import { createOrganization } from '../records/create-organization.ts';
import {
  acceptInvitation,
  getInvitation,
  inviteToOrganization,
  revokeInvitation,
} from '../records/invitations.ts';
import {
  changeRole,
  findMembership,
  getMembership,
  membershipsOfOrganization,
  membershipsOfUser,
  removeMembership,
} from '../records/memberships.ts';
import { getOrganization, organizationChanged, renameOrganization } from '../records/organizations.ts';
import {
  invitationResource,
  membershipResource,
  organizationResource,
  page,
  roleNames,
  systemPermissions,
} from '../resources/organization.ts';
import { type FrontendRequest, type FrontendRoute, resource } from './frontend-route.ts';
import { ownUser } from './own-session.ts';

/** The caller's membership of the organization in the path, with the permission, or Clerk's 403. */
function ownMembership(request: FrontendRequest, permission?: string): MembershipRecord {
  const organizationId = request.parameters.organizationId ?? '';
  const membership = findMembership(request.instance, organizationId, ownUser(request).id);
  if (!membership || (permission && !systemPermissions[membership.role].includes(permission))) {
    throw new ClerkError(403, 'not_allowed_access', 'You may not do this in this organization.');
  }
  return membership;
}

const ownOrganization = (request: FrontendRequest, permission?: string) =>
  getOrganization(request.instance, ownMembership(request, permission).organizationId);

/** Organizations as clerk-js reaches them from the browser. The product itself uses the Backend API. */
export const organizationRoutes: readonly FrontendRoute[] = [
  {
    method: 'GET',
    path: '/me/organization_memberships',
    handle: (request) => {
      const memberships = membershipsOfUser(request.instance, ownUser(request).id);
      return resource(
        page(memberships.map((membership) => membershipResource(request.instance, membership))),
      );
    },
  },
  {
    method: 'DELETE',
    path: '/me/organization_memberships/:organizationId',
    handle: (request) =>
      resource({ ...removeMembership(request.instance, ownMembership(request)), deleted: true }),
  },
  {
    method: 'GET',
    path: '/me/organization_invitations',
    handle: (request) => {
      const addresses = ownUser(request)
        .emails.filter(({ verified }) => verified)
        .map(({ address }) => address);
      const open = Object.values(request.instance.state.invitations).filter(
        ({ emailAddress, status }) => status === 'pending' && addresses.includes(emailAddress),
      );
      return resource(page(open.map((invitation) => invitationResource(request.instance, invitation))));
    },
  },
  {
    method: 'POST',
    path: '/me/organization_invitations/:invitationId/accept',
    handle: (request) => {
      const user = ownUser(request);
      const invitation = getInvitation(request.instance, request.parameters.invitationId ?? '');
      if (!user.emails.some(({ verified, address }) => verified && address === invitation.emailAddress)) {
        throw new ClerkError(403, 'not_allowed_access', 'This invitation is for another address.');
      }
      acceptInvitation(request.instance, invitation, user.id);
      return resource(invitationResource(request.instance, invitation));
    },
  },
  { method: 'GET', path: '/me/organization_suggestions', handle: () => resource(page([])) },
  {
    method: 'POST',
    path: '/organizations',
    handle: (request) => {
      const { instance, body } = request;
      const createdBy = ownUser(request).id;
      const organization = createOrganization(instance, {
        name: body.required('name'),
        slug: body.text('slug'),
        createdBy,
      });
      return resource(organizationResource(instance, organization));
    },
  },
  {
    method: 'GET',
    path: '/organizations/:organizationId',
    handle: (request) => resource(organizationResource(request.instance, ownOrganization(request))),
  },
  {
    method: 'PATCH',
    path: '/organizations/:organizationId',
    handle: (request) => {
      const { instance, body } = request;
      const organization = ownOrganization(request, 'org:sys_profile:manage');
      renameOrganization(instance, organization, { name: body.text('name'), slug: body.text('slug') });
      organizationChanged(instance, organization);
      return resource(organizationResource(instance, organization));
    },
  },
  {
    method: 'GET',
    path: '/organizations/:organizationId/memberships',
    handle: (request) => {
      const organization = ownOrganization(request, 'org:sys_memberships:read');
      const memberships = membershipsOfOrganization(request.instance, organization.id);
      return resource(
        page(memberships.map((membership) => membershipResource(request.instance, membership))),
      );
    },
  },
  {
    method: 'PATCH',
    path: '/organizations/:organizationId/memberships/:userId',
    handle: (request) => {
      const organization = ownOrganization(request, 'org:sys_memberships:manage');
      const membership = getMembership(request.instance, organization.id, request.parameters.userId ?? '');
      changeRole(request.instance, membership, request.body.required('role'));
      return resource(membershipResource(request.instance, membership));
    },
  },
  {
    method: 'DELETE',
    path: '/organizations/:organizationId/memberships/:userId',
    handle: (request) => {
      const organization = ownOrganization(request, 'org:sys_memberships:manage');
      const membership = getMembership(request.instance, organization.id, request.parameters.userId ?? '');
      return resource(removeMembership(request.instance, membership));
    },
  },
  {
    method: 'GET',
    path: '/organizations/:organizationId/roles',
    handle: (request) => {
      ownMembership(request);
      const roles = (['org:admin', 'org:member'] as const).map((key) => ({
        object: 'role',
        id: `role_${key.slice(4)}`,
        key,
        name: roleNames[key],
        description: '',
        permissions: systemPermissions[key].map((name) => ({
          object: 'permission',
          id: name,
          key: name,
          name,
          description: '',
          type: 'system',
        })),
      }));
      return resource({ ...page(roles), has_role_set_migration: false });
    },
  },
  {
    method: 'GET',
    path: '/organizations/:organizationId/invitations',
    handle: (request) => {
      const organization = ownOrganization(request, 'org:sys_memberships:manage');
      const open = Object.values(request.instance.state.invitations).filter(
        ({ organizationId, status }) => organizationId === organization.id && status === 'pending',
      );
      return resource(page(open.map((invitation) => invitationResource(request.instance, invitation))));
    },
  },
  {
    method: 'POST',
    path: '/organizations/:organizationId/invitations',
    handle: async (request) => {
      const { instance, body } = request;
      const organizationId = ownOrganization(request, 'org:sys_memberships:manage').id;
      const given = {
        organizationId,
        emailAddress: body.required('email_address'),
        role: body.required('role'),
      };
      return resource(invitationResource(instance, await inviteToOrganization(instance, given)));
    },
  },
  {
    method: 'POST',
    path: '/organizations/:organizationId/invitations/:invitationId/revoke',
    handle: (request) => {
      const organization = ownOrganization(request, 'org:sys_memberships:manage');
      const invitation = getInvitation(
        request.instance,
        request.parameters.invitationId ?? '',
        organization.id,
      );
      revokeInvitation(request.instance, invitation);
      return resource(invitationResource(request.instance, invitation));
    },
  },
  {
    method: 'GET',
    path: '/organizations/:organizationId/domains',
    handle: (request) => {
      ownMembership(request);
      return resource(page([]));
    },
  },
  {
    method: 'GET',
    path: '/organizations/:organizationId/membership_requests',
    handle: (request) => {
      ownMembership(request);
      return resource(page([]));
    },
  },
];
