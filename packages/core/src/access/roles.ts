import type { Permission } from './permissions.ts';

export const roles = ['owner', 'admin', 'member', 'guest'] as const;
export type Role = (typeof roles)[number];

/** Roles that take a seat and open the dashboard. A guest is an end user of the workspace's site. */
export const teamRoles = ['owner', 'admin', 'member'] as const satisfies readonly Role[];

/** Roles an invitation may carry: ownership is handed over, never sent by mail. */
export const assignableRoles = ['admin', 'member'] as const satisfies readonly Role[];
export type AssignableRole = (typeof assignableRoles)[number];

/** What anyone may do, signed in or not. */
export const anyonePermissions: readonly Permission[] = ['site:read', 'site:write', 'invitation:read'];

/** What any signed-in person may do, in every workspace and before having one. */
export const signedInPermissions: readonly Permission[] = [
  ...anyonePermissions,
  'site:join',
  'site:comment',
  'invitation:accept',
  'address:check',
  'workspace:create',
  'workspace:list',
  'self:manage',
];

/** What operators may do, as staff of whoever runs the platform. No role holds it, and it opens no workspace. */
export const operatorPermissions: readonly Permission[] = [
  'support:enter',
  'platform:read',
  'platform:manage',
];

/** What an operator sees where they are let in. No key, endpoint, domain, file or export, and nothing that changes anything. */
export const supportPermissions: readonly Permission[] = [
  'dashboard:view',
  'posts:read',
  'members:read',
  'audit:read',
  'usage:read',
  'billing:read',
];

const member: readonly Permission[] = [
  'dashboard:view',
  'members:read',
  'posts:read',
  'posts:write',
  'comments:read',
  'comments:write',
  'inquiries:read',
  'inquiries:answer',
];

const admin: readonly Permission[] = [
  ...member,
  'comments:moderate',
  'newsletter:read',
  'newsletter:manage',
  'newsletter:send',
  'members:invite',
  'members:manage',
  'guests:manage',
  'roles:manage',
  'workspace:update',
  'domains:manage',
  'security:manage',
  'audit:read',
  'api-keys:manage',
  'webhooks:manage',
  'usage:read',
  'billing:read',
  'workspace:export',
  'support:manage',
];

/** What each role adds, in its own workspace, to what any signed-in person may do. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  guest: [],
  member,
  admin,
  owner: [...admin, 'billing:manage', 'workspace:transfer', 'workspace:delete'],
};
