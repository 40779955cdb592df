import { workspaceUrl } from '@archipelago/core/workspaces/workspace-url';
import { type TenantForm, type TenantPaths, tenantPaths, withQuery } from '../../paths.ts';

/** The settings of a workspace that has just moved, seen from where the person is: on the new host where it has one. */
export function settingsAt({ form, paths }: { form: TenantForm; paths: TenantPaths }, slug: string): string {
  const place = {
    path: () => tenantPaths('path', slug, '').settings,
    subdomain: () => workspaceUrl(slug, paths.settings),
    domain: () => paths.settings,
  }[form]();
  return withQuery(place, { notice: 'moved' });
}
