import type { ClerkInstance } from '../clerk-instance.ts';
import type { OrganizationRecord } from '../clerk-state.ts';
import { membershipsOfOrganization, removeMembership } from './memberships.ts';

/** With the organization go its memberships and invitations. */
export function deleteOrganization(instance: ClerkInstance, organization: OrganizationRecord): void {
  for (const membership of membershipsOfOrganization(instance, organization.id))
    removeMembership(instance, membership);
  for (const invitation of Object.values(instance.state.invitations)) {
    if (invitation.organizationId === organization.id) delete instance.state.invitations[invitation.id];
  }
  delete instance.state.organizations[organization.id];
  instance.emit('organization.deleted', {
    id: organization.id,
    object: 'organization',
    slug: organization.slug,
    deleted: true,
  });
}
