import { workspaceUrl } from '@archipelago/core/workspaces/workspace-url';
import { type TenantForm, tenantPaths, withQuery } from '../../paths.ts';

/** The settings of a workspace that has just moved, seen from where the person is: on the new host where it has one. */
export function settingsAt({ form }: { form: TenantForm }, slug: string): string {
  const place =
    form === 'path' ? tenantPaths('path', slug, '').settings : workspaceUrl(slug, '/dashboard/settings');
  return withQuery(place, { notice: 'moved' });
}
