import { describe, expect, test } from 'vitest';
import { dashboardNav } from './dashboard-nav.ts';

const everyone = { overview: '/o', site: '/', workspaces: '/w', account: '/a', posts: '/p', members: '/m' };

describe('the sidebar', () => {
  test('shows only what the person may open, and no empty group', () => {
    const groups = dashboardNav(everyone, 'overview');
    expect(groups.map(({ title }) => title)).toEqual([null]);
    expect(groups[0]?.items.map(({ label }) => label)).toEqual(['Overview', 'Posts', 'Members']);
  });

  test('marks Members on the page of invitations', () => {
    const items = dashboardNav(everyone, 'invitations').flatMap((group) => group.items);
    expect(items.filter(({ current }) => current).map(({ label }) => label)).toEqual(['Members']);
  });
});
