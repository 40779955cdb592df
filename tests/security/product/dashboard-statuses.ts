export const dashboardColumns = ['nobody', 'guest', 'member', 'admin', 'owner'] as const;

/** What each page of a workspace's dashboard answers, by column. Outside of the team it is not there: 404, never 403. */
export const dashboardStatuses = {
  '/dashboard': [303, 404, 200, 200, 200],
  '/dashboard/posts': [303, 404, 200, 200, 200],
  '/dashboard/posts/new': [303, 404, 200, 200, 200],
  '/dashboard/comments': [303, 404, 200, 200, 200],
  '/dashboard/inquiries': [303, 404, 200, 200, 200],
  '/dashboard/newsletter': [303, 404, 403, 200, 200],
  '/dashboard/newsletter/add': [303, 404, 403, 200, 200],
  '/dashboard/newsletter/export': [303, 404, 403, 200, 200],
  '/dashboard/newsletter/issues': [303, 404, 403, 200, 200],
  '/dashboard/members': [303, 404, 200, 200, 200],
  '/dashboard/members/guests': [303, 404, 200, 200, 200],
  '/dashboard/members/roles': [303, 404, 200, 200, 200],
  '/dashboard/members/roles/new': [303, 404, 403, 200, 200],
  '/dashboard/members/transfer': [303, 404, 200, 200, 200],
  '/dashboard/members/invitations': [303, 404, 200, 200, 200],
  '/dashboard/members/invite': [303, 404, 403, 200, 200],
  '/dashboard/billing': [303, 404, 403, 200, 200],
  '/dashboard/billing/invoices': [303, 404, 403, 200, 200],
  '/dashboard/billing/invoices/export': [303, 404, 403, 200, 200],
  '/dashboard/billing/promotion-code': [303, 404, 403, 403, 200],
  '/dashboard/usage': [303, 404, 403, 200, 200],
  '/dashboard/usage/export': [303, 404, 403, 200, 200],
  '/dashboard/billing/change': [303, 404, 403, 403, 200],
  '/dashboard/billing/cancel': [303, 404, 403, 403, 200],
  '/dashboard/billing/details': [303, 404, 403, 403, 200],
  '/dashboard/audit': [303, 404, 403, 200, 200],
  '/dashboard/developers/api-keys': [303, 404, 403, 200, 200],
  '/dashboard/developers/api-keys/new': [303, 404, 403, 200, 200],
  '/dashboard/developers/webhooks': [303, 404, 403, 200, 200],
  '/dashboard/developers/webhooks/new': [303, 404, 403, 200, 200],
  '/dashboard/search': [303, 404, 200, 200, 200],
  '/dashboard/search/results': [303, 404, 200, 200, 200],
  '/dashboard/notifications': [303, 404, 200, 200, 200],
  '/dashboard/settings/notifications': [303, 404, 200, 200, 200],
  '/dashboard/audit/export': [303, 404, 403, 200, 200],
  '/dashboard/settings': [303, 404, 403, 200, 200],
  '/dashboard/settings/data': [303, 404, 403, 200, 200],
  '/dashboard/settings/support': [303, 404, 403, 200, 200],
  '/dashboard/settings/domains': [303, 404, 403, 200, 200],
  '/dashboard/setup': [303, 404, 403, 200, 200],
  '/dashboard/settings/joining': [303, 404, 403, 200, 200],
  '/dashboard/settings/security': [303, 404, 403, 200, 200],
  '/dashboard/settings/branding': [303, 404, 403, 200, 200],
  '/dashboard/settings/navigation': [303, 404, 403, 200, 200],
  '/dashboard/settings/address': [303, 404, 403, 200, 200],
  // A page of one thing is asked for a thing that is not there: its path as it is spelled.
  '/dashboard/posts/[post]': [303, 404, 404, 404, 404],
  '/dashboard/posts/[post]/preview': [303, 404, 404, 404, 404],
  '/dashboard/members/[member]': [303, 404, 404, 404, 404],
  '/dashboard/newsletter/issues/[issue]': [303, 404, 404, 404, 404],
  '/dashboard/inquiries/[inquiry]': [303, 404, 404, 404, 404],
  '/dashboard/members/roles/[role]': [303, 404, 404, 404, 404],
  '/dashboard/developers/webhooks/[endpoint]': [303, 404, 404, 404, 404],
  '/dashboard/developers/webhooks/[endpoint]/edit': [303, 404, 404, 404, 404],
  '/dashboard/developers/webhooks/[endpoint]/[delivery]': [303, 404, 404, 404, 404],
  '/dashboard/settings/data/[exportId]/[volume]': [303, 404, 404, 404, 404],
  // Leads on to the first of its pages that is open to whoever asks.
  '/dashboard/developers': [303, 404, 303, 303, 303],
  '/dashboard/nothing': [404, 404, 404, 404, 404],
} as const satisfies Record<string, readonly number[]>;

/** Globex is on Free: what its plan lacks leads to where it is explained. */
export const statusesOnFree: Partial<Record<keyof typeof dashboardStatuses, number>> = {
  '/dashboard/developers/webhooks/new': 303,
};

/** What answers with something else than a page: a download, and whether an address is free. */
const notPages = [
  '/dashboard/audit/export',
  '/dashboard/billing/invoices/export',
  '/dashboard/usage/export',
  '/dashboard/newsletter/export',
  '/dashboard/settings/address',
];

/** The pages that are there for an owner. */
export const dashboardPages = Object.entries(dashboardStatuses)
  .filter(([path, row]) => row.at(-1) === 200 && !notPages.includes(path))
  .map(([path]) => path);
