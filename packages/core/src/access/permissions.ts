/**
 * Everything that can be allowed, `resource:verb`. An operation names exactly one. Those with a title are the team's: a
 * custom role is composed of them and an API key carries them as scopes; the rest anyone, anyone signed in, or an operator
 * has.
 */
export const permissionTitles = {
  'site:read': null,
  'site:join': null,
  'site:comment': null,
  'site:write': null,
  'invitation:read': null,
  'invitation:accept': null,
  'address:check': null,
  'workspace:create': null,
  'workspace:list': null,
  'self:manage': null,
  'support:enter': null,
  'platform:read': null,
  'platform:manage': null,
  'dashboard:view': 'Open the dashboard',
  'posts:read': 'See posts and drafts',
  'posts:write': 'Write and publish posts',
  'comments:read': 'See comments, held ones too',
  'comments:write': 'Comment without waiting for approval',
  'comments:moderate': 'Moderate comments',
  'inquiries:read': 'Read inquiries',
  'inquiries:answer': 'Answer, assign and close inquiries',
  'newsletter:read': 'See subscribers and issues of the newsletter',
  'newsletter:manage': 'Add, invite, remove and download subscribers',
  'newsletter:send': 'Send posts as a newsletter',
  'members:read': 'See members and invitations',
  'members:invite': 'Invite people',
  'members:manage': 'Change roles and remove members',
  'guests:manage': 'Block and unblock guests',
  'roles:manage': 'Compose custom roles',
  'workspace:update': 'Change settings and branding',
  'domains:manage': 'Manage domains',
  'security:manage': 'Set rules for signing in',
  'audit:read': 'Read and download the audit log',
  'api-keys:manage': 'Manage API keys',
  'webhooks:manage': 'Manage webhooks',
  'usage:read': 'See usage',
  'billing:read': 'See plan and invoices',
  'billing:manage': 'Change plan and pay',
  'workspace:export': 'Export all data',
  'support:manage': 'Let support in',
  'workspace:transfer': 'Hand over ownership',
  'workspace:delete': 'Delete and restore the workspace',
} as const satisfies Record<string, string | null>;

export type Permission = keyof typeof permissionTitles;

export const permissions = Object.keys(permissionTitles) as readonly Permission[];

/** The permissions a role is made of, in the order in which a screen lists them. */
export const teamPermissions: readonly Permission[] = permissions.filter(
  (permission) => permissionTitles[permission] !== null,
);

/** What a custom role may hold. Whatever decides a workspace's fate stays with its owners. */
export const composablePermissions: readonly Permission[] = teamPermissions.filter(
  (permission) => permission !== 'workspace:transfer' && permission !== 'workspace:delete',
);
