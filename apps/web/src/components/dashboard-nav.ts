import type { IconName } from '@archipelago/ui/icons/icon-paths';

export interface DashboardLinks {
  overview: string;
  /** The workspace's public site. */
  site: string;
  workspaces: string;
  /** The person's own profile. */
  account: string;
  posts?: string | undefined;
  members?: string | undefined;
  invitations?: string | undefined;
  billing?: string | undefined;
  audit?: string | undefined;
  settings?: string | undefined;
}

export type DashboardPage =
  | 'overview'
  | 'posts'
  | 'members'
  | 'invitations'
  | 'billing'
  | 'audit'
  | 'settings';

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
export function dashboardNav(links: DashboardLinks, active: DashboardPage | null): DashboardNavGroup[] {
  const item = (page: DashboardPage, label: string, icon: IconName): DashboardNavItem[] => {
    const href = links[page];
    const current = active === page || (page === 'members' && active === 'invitations');
    return href === undefined ? [] : [{ label, icon, href, current }];
  };
  const groups: DashboardNavGroup[] = [
    {
      title: null,
      items: [
        ...item('overview', 'Overview', 'compass'),
        ...item('posts', 'Posts', 'file-text'),
        ...item('members', 'Members', 'users'),
      ],
    },
    {
      title: 'Workspace',
      items: [
        ...item('billing', 'Billing', 'receipt'),
        ...item('audit', 'Audit log', 'scroll-text'),
        ...item('settings', 'Settings', 'settings-2'),
      ],
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
