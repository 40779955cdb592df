import { ClerkError, notFound } from '../clerk-error.ts';
import type { ClerkInstance } from '../clerk-instance.ts';
import type { OrganizationRecord } from '../clerk-state.ts';
import { organizationResource } from '../resources/organization.ts';

/** To be called after each change of an organization's own fields. */
export function organizationChanged(instance: ClerkInstance, organization: OrganizationRecord): void {
  organization.updatedAt = instance.now();
  instance.emit('organization.updated', organizationResource(instance, organization));
}

export function renameOrganization(
  instance: ClerkInstance,
  organization: OrganizationRecord,
  given: { name?: string | undefined; slug?: string | undefined },
): void {
  if (given.slug && given.slug !== organization.slug) {
    refuseTakenSlug(instance, given.slug);
    organization.slug = given.slug;
  }
  if (given.name) organization.name = given.name;
}

/** By id or slug, as Clerk's API takes either. */
export function getOrganization(instance: ClerkInstance, idOrSlug: string): OrganizationRecord {
  const organization =
    instance.state.organizations[idOrSlug] ??
    Object.values(instance.state.organizations).find(({ slug }) => slug === idOrSlug);
  if (!organization) throw notFound('The organization');
  return organization;
}

/** Throws Clerk's error beside the slug's field. */
export function refuseTakenSlug(instance: ClerkInstance, slug: string): void {
  if (Object.values(instance.state.organizations).some((organization) => organization.slug === slug)) {
    throw new ClerkError(422, 'form_identifier_exists', 'That slug is taken. Please try another.', 'slug');
  }
}
