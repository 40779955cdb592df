import { describe, expect, test } from 'vitest';
import { tenantPaths } from '../paths.ts';
import { dashboardNav } from './dashboard-nav.ts';

const hrefs = { ...tenantPaths('subdomain', 'acme', 'http://localhost'), overview: '/dashboard' };

describe('the sidebar', () => {
  test('shows only what the person may open, and no empty group', () => {
    const groups = dashboardNav(hrefs, (permission) => permission === 'dashboard:view', 'overview');
    expect(groups.map(({ title }) => title)).toEqual([null]);
    expect(groups[0]?.items.map(({ label }) => label)).toEqual(['Overview']);
  });

  test('leads whoever may manage webhooks alone to the developers’ pages', () => {
    const allowed = ['dashboard:view', 'webhooks:manage'];
    const groups = dashboardNav(hrefs, (permission) => allowed.includes(permission), null);
    expect(groups.flatMap(({ items }) => items.map(({ label }) => label))).toEqual([
      'Overview',
      'Developers',
    ]);
  });

  test('marks the page that is open', () => {
    const items = dashboardNav(hrefs, () => true, 'members').flatMap((group) => group.items);
    expect(items.filter(({ current }) => current).map(({ label }) => label)).toEqual(['Members']);
  });
});
