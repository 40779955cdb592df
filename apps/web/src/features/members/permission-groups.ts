import { type Permission, permissionTitles, teamPermissions } from '@archipelago/core/access/permissions';

export interface PermissionGroup {
  title: string;
  permissions: { permission: Permission; title: string }[];
}

/** Where a resource stands on a screen. */
const titles: Record<string, string> = {
  dashboard: 'Content',
  posts: 'Content',
  comments: 'Content',
  inquiries: 'Content',
  newsletter: 'Content',
  members: 'People',
  guests: 'People',
  roles: 'People',
  workspace: 'Workspace',
  support: 'Workspace',
  domains: 'Workspace',
  security: 'Workspace',
  billing: 'Billing and usage',
  usage: 'Billing and usage',
  audit: 'Records and developers',
  'api-keys': 'Records and developers',
  webhooks: 'Records and developers',
};

/** These permissions under headings, in the order in which `permissions.ts` lists them. */
export function permissionGroups(shown: readonly Permission[] = teamPermissions): PermissionGroup[] {
  const groups = new Map<string, PermissionGroup>();
  for (const permission of shown) {
    const title = titles[permission.split(':')[0] ?? ''] ?? 'More';
    const group = groups.get(title) ?? { title, permissions: [] };
    groups.set(title, group);
    group.permissions.push({ permission, title: permissionTitles[permission] ?? permission });
  }
  return [...groups.values()];
}
