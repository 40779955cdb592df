import type { Permission } from '@archipelago/core/access/permissions';
import type { IconName } from '@archipelago/ui/icons/icon-paths';

/** Every place the sidebar leads to, in its order: the permission its page asks for, and where it is in `TenantPaths`. */
const places = [
  { page: 'overview', label: 'Overview', icon: 'compass', group: null, permission: 'dashboard:view' },
  { page: 'posts', label: 'Posts', icon: 'file-text', group: null, permission: 'posts:read' },
  { page: 'members', label: 'Members', icon: 'users', group: null, permission: 'members:read' },
  { page: 'billing', label: 'Billing', icon: 'receipt', group: 'Workspace', permission: 'billing:read' },
  { page: 'audit', label: 'Audit log', icon: 'scroll-text', group: 'Workspace', permission: 'audit:read' },
  {
    page: 'developers',
    label: 'Developers',
    icon: 'terminal',
    group: 'Workspace',
    permission: 'api-keys:manage',
  },
  {
    page: 'settings',
    label: 'Settings',
    icon: 'settings-2',
    group: 'Workspace',
    permission: 'workspace:update',
  },
] as const satisfies readonly {
  page: string;
  label: string;
  icon: IconName;
  group: string | null;
  permission: Permission;
}[];

export type DashboardPage = (typeof places)[number]['page'];

export interface DashboardLinks {
  overview: string;
  /** The workspace's public site. */
  site: string;
  workspaces: string;
  /** Null for who is told of nothing here. */
  notifications: string | null;
  /** The person's own profile. */
  account: string;
  /** Where the person ends their own membership; null for who has none. */
  leave: string | null;
}

export interface DashboardNavItem {
  label: string;
  icon: IconName;
  href: string;
  current: boolean;
}

export interface DashboardNavGroup {
  title: string | null;
  items: DashboardNavItem[];
}

/** The sidebar's groups: only what the person may open, and no empty group. */
export function dashboardNav(
  hrefs: Record<DashboardPage, string>,
  isAllowed: (permission: Permission) => boolean,
  active: DashboardPage | null,
): DashboardNavGroup[] {
  const allowed = places.filter(({ permission }) => isAllowed(permission));
  const titles = [...new Set(allowed.map(({ group }) => group))];
  return titles.map((title) => ({
    title,
    items: allowed
      .filter(({ group }) => group === title)
      .map(({ page, label, icon }) => ({ label, icon, href: hrefs[page], current: active === page })),
  }));
}
