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

export interface DashboardCounts {
  posts?: number | undefined;
  members?: number | undefined;
  invitations?: number | undefined;
}

export interface DashboardNavItem {
  label: string;
  icon: IconName;
  href: string;
  current: boolean;
  count?: number | undefined;
}

export interface DashboardNavGroup {
  title: string | null;
  items: DashboardNavItem[];
}

/** The sidebar's groups: only what the person may open, and no empty group. */
export function dashboardNav(
  links: DashboardLinks,
  active: DashboardPage | null,
  counts: DashboardCounts = {},
): DashboardNavGroup[] {
  const item = (page: DashboardPage, label: string, icon: IconName, count?: number): DashboardNavItem[] => {
    const href = links[page];
    const current = active === page || (page === 'members' && active === 'invitations');
    return href === undefined ? [] : [{ label, icon, href, count, current }];
  };
  const groups: DashboardNavGroup[] = [
    {
      title: null,
      items: [
        ...item('overview', 'Overview', 'compass'),
        ...item('posts', 'Posts', 'file-text', counts.posts),
        ...item('members', 'Members', 'users', counts.members),
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
