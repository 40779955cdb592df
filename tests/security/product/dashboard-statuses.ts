export const dashboardColumns = ['nobody', 'guest', 'member', 'admin', 'owner'] as const;

/** What each page of a workspace's dashboard answers, by column. Outside of the team it is not there: 404, never 403. */
export const dashboardStatuses = {
  '/dashboard': [303, 404, 200, 200, 200],
  '/dashboard/posts': [303, 404, 200, 200, 200],
  '/dashboard/posts/new': [303, 404, 200, 200, 200],
  '/dashboard/members': [303, 404, 200, 200, 200],
  '/dashboard/members/invitations': [303, 404, 200, 200, 200],
  '/dashboard/members/invite': [303, 404, 403, 200, 200],
  '/dashboard/billing': [303, 404, 403, 200, 200],
  '/dashboard/billing/invoices': [303, 404, 403, 200, 200],
  '/dashboard/audit': [303, 404, 403, 200, 200],
  '/dashboard/developers/api-keys': [303, 404, 403, 200, 200],
  '/dashboard/developers/api-keys/new': [303, 404, 403, 200, 200],
  '/dashboard/settings': [303, 404, 403, 200, 200],
  '/dashboard/settings/data': [303, 404, 403, 200, 200],
  '/dashboard/settings/domains': [303, 404, 403, 200, 200],
  '/dashboard/settings/branding': [303, 404, 403, 200, 200],
  '/dashboard/nothing': [404, 404, 404, 404, 404],
} as const satisfies Record<string, readonly number[]>;

/** The pages that are there for an owner. */
export const dashboardPages = Object.entries(dashboardStatuses)
  .filter(([, row]) => row.at(-1) === 200)
  .map(([path]) => path);
