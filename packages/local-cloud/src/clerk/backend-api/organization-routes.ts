import type { OrganizationRecord } from '../clerk-state.ts';
import { createOrganization } from '../records/create-organization.ts';
import { deleteOrganization } from '../records/delete-organization.ts';
import { getInvitation, inviteToOrganization, revokeInvitation } from '../records/invitations.ts';
import {
  addMembership,
  changeRole,
  getMembership,
  membershipsOfOrganization,
  removeMembership,
} from '../records/memberships.ts';
import { getOrganization, organizationChanged, renameOrganization } from '../records/organizations.ts';
import {
  invitationResource,
  membershipResource,
  organizationResource,
  page,
} from '../resources/organization.ts';
import { type BackendRequest, type BackendRoute, mergeMetadata, pageOf } from './backend-route.ts';

export const organizationRoutes: readonly BackendRoute[] = [
  { method: 'GET', path: '/organizations', handle: list },
  { method: 'POST', path: '/organizations', handle: create },
  {
    method: 'GET',
    path: '/organizations/:organizationId',
    handle: (request) => organizationResource(request.instance, named(request)),
  },
  { method: 'PATCH', path: '/organizations/:organizationId', handle: update },
  { method: 'PATCH', path: '/organizations/:organizationId/metadata', handle: updateMetadata },
  { method: 'DELETE', path: '/organizations/:organizationId', handle: remove },
  { method: 'GET', path: '/organizations/:organizationId/memberships', handle: listMemberships },
  { method: 'POST', path: '/organizations/:organizationId/memberships', handle: join },
  { method: 'PATCH', path: '/organizations/:organizationId/memberships/:userId', handle: setRole },
  { method: 'DELETE', path: '/organizations/:organizationId/memberships/:userId', handle: leave },
  { method: 'GET', path: '/organizations/:organizationId/invitations', handle: listInvitations },
  { method: 'POST', path: '/organizations/:organizationId/invitations', handle: invite },
  {
    method: 'GET',
    path: '/organizations/:organizationId/invitations/:invitationId',
    handle: (request) => invitationResource(request.instance, namedInvitation(request)),
  },
  { method: 'POST', path: '/organizations/:organizationId/invitations/:invitationId/revoke', handle: revoke },
];

function named({ instance, parameters }: BackendRequest): OrganizationRecord {
  return getOrganization(instance, parameters.organizationId ?? '');
}

function namedInvitation(request: BackendRequest) {
  return getInvitation(request.instance, request.parameters.invitationId ?? '', named(request).id);
}

/** Newest first, as Clerk lists them. */
function list({ instance, query }: BackendRequest) {
  const ids = query.list('organization_id');
  const text = query.text('query')?.toLowerCase();
  const all = Object.values(instance.state.organizations)
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .filter(({ id, name, slug }) => !text || `${id} ${name} ${slug}`.toLowerCase().includes(text))
    .sort((a, b) => b.createdAt - a.createdAt);
  return page(
    pageOf(all, query).map((organization) => organizationResource(instance, organization)),
    all.length,
  );
}

function create({ instance, body }: BackendRequest) {
  const organization = createOrganization(instance, {
    name: body.required('name'),
    slug: body.text('slug'),
    createdBy: body.text('created_by') ?? null,
    maxAllowedMemberships: body.number('max_allowed_memberships'),
    publicMetadata: body.metadata('public_metadata') ?? {},
    privateMetadata: body.metadata('private_metadata') ?? {},
  });
  return organizationResource(instance, organization);
}

function update(request: BackendRequest) {
  const { instance, body } = request;
  const organization = named(request);
  renameOrganization(instance, organization, { name: body.text('name'), slug: body.text('slug') });
  organization.maxAllowedMemberships =
    body.number('max_allowed_memberships') ?? organization.maxAllowedMemberships;
  organizationChanged(instance, organization);
  return organizationResource(instance, organization);
}

function updateMetadata(request: BackendRequest) {
  const { instance, body } = request;
  const organization = named(request);
  organization.publicMetadata = mergeMetadata(organization.publicMetadata, body.metadata('public_metadata'));
  organization.privateMetadata = mergeMetadata(
    organization.privateMetadata,
    body.metadata('private_metadata'),
  );
  organizationChanged(instance, organization);
  return organizationResource(instance, organization);
}

function remove(request: BackendRequest) {
  const organization = named(request);
  deleteOrganization(request.instance, organization);
  return { id: organization.id, object: 'organization', slug: organization.slug, deleted: true };
}

function listMemberships(request: BackendRequest) {
  const { instance, query } = request;
  const userIds = query.list('user_id');
  const roles = query.list('role');
  const all = membershipsOfOrganization(instance, named(request).id)
    .filter(({ userId }) => userIds.length === 0 || userIds.includes(userId))
    .filter(({ role }) => roles.length === 0 || roles.includes(role));
  return page(
    pageOf(all, query).map((membership) => membershipResource(instance, membership)),
    all.length,
  );
}

function join(request: BackendRequest) {
  const { instance, body } = request;
  const organizationId = named(request).id;
  const given = { organizationId, userId: body.required('user_id'), role: body.required('role') };
  return membershipResource(instance, addMembership(instance, given));
}

function setRole(request: BackendRequest) {
  const membership = getMembership(request.instance, named(request).id, request.parameters.userId ?? '');
  changeRole(request.instance, membership, request.body.required('role'));
  return membershipResource(request.instance, membership);
}

function leave(request: BackendRequest) {
  const membership = getMembership(request.instance, named(request).id, request.parameters.userId ?? '');
  return removeMembership(request.instance, membership);
}

function listInvitations(request: BackendRequest) {
  const { instance, query } = request;
  const statuses = query.list('status');
  const organization = named(request);
  const all = Object.values(instance.state.invitations)
    .filter(({ organizationId }) => organizationId === organization.id)
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status));
  return page(
    pageOf(all, query).map((invitation) => invitationResource(instance, invitation)),
    all.length,
  );
}

async function invite(request: BackendRequest) {
  const { instance, body } = request;
  const invitation = await inviteToOrganization(instance, {
    organizationId: named(request).id,
    emailAddress: body.required('email_address'),
    role: body.required('role'),
    redirectUrl: body.text('redirect_url'),
  });
  return invitationResource(instance, invitation);
}

function revoke(request: BackendRequest) {
  const invitation = namedInvitation(request);
  revokeInvitation(request.instance, invitation);
  return invitationResource(request.instance, invitation);
}
