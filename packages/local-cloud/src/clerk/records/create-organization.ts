import { ClerkError } from '../clerk-error.ts';
import type { ClerkInstance } from '../clerk-instance.ts';
import type { OrganizationRecord } from '../clerk-state.ts';
import { newId } from '../new-id.ts';
import { organizationResource } from '../resources/organization.ts';
import { addMembership } from './memberships.ts';
import { refuseTakenSlug } from './organizations.ts';

export interface NewOrganization {
  /** Only for seeding; Clerk makes its own. */
  id?: string;
  name: string;
  /** From the name when absent. */
  slug?: string | undefined;
  /** Becomes its first administrator. */
  createdBy?: string | null;
  maxAllowedMemberships?: number | undefined;
  publicMetadata?: Record<string, unknown>;
  privateMetadata?: Record<string, unknown>;
}

/** Clerk's default of 5 would cap a paying tenant, so the local instance is set up without a limit: 0. */
const unlimited = 0;

export function createOrganization(instance: ClerkInstance, given: NewOrganization): OrganizationRecord {
  const name = given.name.trim();
  if (!name) throw new ClerkError(422, 'form_param_missing', 'Enter a name.', 'name');
  if (given.slug) refuseTakenSlug(instance, given.slug);
  const slug = given.slug || freeSlug(instance, name);
  const now = instance.now();
  const organization: OrganizationRecord = {
    id: given.id ?? newId('org'),
    name,
    slug,
    createdBy: given.createdBy ?? null,
    maxAllowedMemberships: given.maxAllowedMemberships ?? unlimited,
    publicMetadata: given.publicMetadata ?? {},
    privateMetadata: given.privateMetadata ?? {},
    createdAt: now,
    updatedAt: now,
  };
  instance.state.organizations[organization.id] = organization;
  instance.emit('organization.created', organizationResource(instance, organization));
  if (given.createdBy) {
    addMembership(instance, { organizationId: organization.id, userId: given.createdBy, role: 'org:admin' });
  }
  return organization;
}

/** Two workspaces may have one name: a slug that is made from it is made unique. */
function freeSlug(instance: ClerkInstance, name: string): string {
  const random = newId('org').slice(4, 16).toLowerCase();
  const fromName = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (!fromName) return random;
  const isTaken = Object.values(instance.state.organizations).some(({ slug }) => slug === fromName);
  return isTaken ? `${fromName}-${random}` : fromName;
}
