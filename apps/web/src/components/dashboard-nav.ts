import type { Permission } from '@archipelago/core/access/permissions';
import type { IconName } from '@archipelago/ui/icons/icon-paths';

/**
 * Every place the sidebar leads to, in its order: where it is in `TenantPaths`, and what opens it. Where several pages are
 * behind one place, one permission is enough: it leads to the first page that it opens.
 */
export const dashboardPlaces = [
  { page: 'overview', label: 'Overview', icon: 'compass', group: null, anyOf: ['dashboard:view'] },
  { page: 'posts', label: 'Posts', icon: 'file-text', group: null, anyOf: ['posts:read'] },
  {
    page: 'comments',
    label: 'Comments',
    icon: 'message-square',
    group: null,
    anyOf: ['comments:read'],
  },
  { page: 'members', label: 'Members', icon: 'users', group: null, anyOf: ['members:read'] },
  { page: 'inquiries', label: 'Inquiries', icon: 'inbox', group: null, anyOf: ['inquiries:read'] },
  { page: 'subscribers', label: 'Newsletter', icon: 'mail', group: null, anyOf: ['newsletter:read'] },
  { page: 'billing', label: 'Billing', icon: 'receipt', group: 'Workspace', anyOf: ['billing:read'] },
  { page: 'usage', label: 'Usage', icon: 'chart-column', group: 'Workspace', anyOf: ['usage:read'] },
  { page: 'audit', label: 'Audit log', icon: 'scroll-text', group: 'Workspace', anyOf: ['audit:read'] },
  {
    page: 'developers',
    label: 'Developers',
    icon: 'terminal',
    group: 'Workspace',
    anyOf: ['api-keys:manage', 'webhooks:manage'],
  },
  {
    page: 'settings',
    label: 'Settings',
    icon: 'settings-2',
    group: 'Workspace',
    anyOf: ['workspace:update'],
  },
] as const satisfies readonly {
  page: string;
  label: string;
  icon: IconName;
  group: string | null;
  anyOf: readonly Permission[];
}[];

export type DashboardPage = (typeof dashboardPlaces)[number]['page'];

export interface DashboardLinks {
  overview: string;
  /** The workspace's public site. */
  site: string;
  workspaces: string;
  /** Null for who is told of nothing here. */
  notifications: string | null;
  search: string;
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
  /** What waits there; absent when nothing does. */
  count?: string;
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
  waiting: Partial<Record<DashboardPage, number>> = {},
): DashboardNavGroup[] {
  const allowed = dashboardPlaces.filter(({ anyOf }) => anyOf.some(isAllowed));
  const titles = [...new Set(allowed.map(({ group }) => group))];
  return titles.map((title) => ({
    title,
    items: allowed
      .filter(({ group }) => group === title)
      .map(({ page, label, icon }) => ({
        label,
        icon,
        href: hrefs[page],
        current: active === page,
        ...countOf(waiting[page] ?? 0),
      })),
  }));
}

function countOf(waiting: number): { count?: string } {
  if (waiting <= 0) return {};
  return { count: waiting > 99 ? '99+' : String(waiting) };
}
