/** Everything that can be allowed, `resource:verb`. An operation names exactly one. */
export const permissions = [
  'site:read',
  'site:join',
  'invitation:read',
  'invitation:accept',
  'address:check',
  'workspace:create',
  'workspace:list',
  'dashboard:view',
  'workspace:update',
  'members:read',
  'members:invite',
  'posts:read',
  'posts:write',
  'audit:read',
  'billing:read',
  'billing:manage',
] as const;

export type Permission = (typeof permissions)[number];
