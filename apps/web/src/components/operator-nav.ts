import type { IconName } from '@archipelago/ui/icons/icon-paths';
import { paths } from '../paths.ts';
import { barPlaces } from './bar-places.ts';
import type { DashboardNavGroup, DashboardNavItem } from './dashboard-nav.ts';

/** Every place of the operators' console, in its order. A phone's bar has room for one short word. */
const places = [
  {
    page: 'support',
    label: 'Support access',
    inBar: 'Support',
    icon: 'life-buoy',
    href: paths.operator,
    group: null,
  },
  {
    page: 'workspaces',
    label: 'Workspaces',
    icon: 'layers',
    href: paths.operatorDirectory,
    group: null,
  },
  { page: 'billing', label: 'Billing', icon: 'receipt', href: paths.operatorBilling, group: 'Platform' },
  { page: 'jobs', label: 'Jobs', icon: 'history', href: paths.operatorJobs, group: 'Platform' },
  { page: 'health', label: 'Health', icon: 'activity', href: paths.operatorHealth, group: 'Platform' },
] as const satisfies readonly {
  page: string;
  label: string;
  inBar?: string;
  icon: IconName;
  href: string;
  group: string | null;
}[];

export type OperatorPage = (typeof places)[number]['page'];

/** What a phone's bar shows: as many as it has room for, beside More. */
export function operatorBar(active: OperatorPage): DashboardNavItem[] {
  return places.slice(0, barPlaces).map((place) => ({
    label: 'inBar' in place ? place.inBar : place.label,
    icon: place.icon,
    href: place.href,
    current: place.page === active,
  }));
}

export function operatorNav(active: OperatorPage): DashboardNavGroup[] {
  const titles = [...new Set(places.map(({ group }) => group))];
  return titles.map((title) => ({
    title,
    items: places
      .filter(({ group }) => group === title)
      .map(({ page, label, icon, href }) => ({ label, icon, href, current: page === active })),
  }));
}
