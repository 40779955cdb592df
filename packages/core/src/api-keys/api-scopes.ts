import type { Permission } from '../access/permissions.ts';

/**
 * The permissions a key can carry, each with what it lets a program do: those that an operation of the API asks for. The
 * rest stays with people, so that no key can make keys, change the plan, or give the workspace away.
 */
export const apiScopes = {
  'dashboard:view': 'Read the workspace’s name, address and plan',
  'posts:read': 'Read posts and drafts',
  'posts:write': 'Write, change, publish and delete posts',
  'comments:read': 'Read comments, held ones too',
  'comments:write': 'Write comments, which appear at once',
  'comments:moderate': 'Approve, hold, remove and delete comments',
  'inquiries:read': 'Read inquiries and the addresses of who wrote them',
  'inquiries:answer': 'Close inquiries, open them again, take them for spam',
  'members:read': 'Read members, guests and invitations',
  'members:invite': 'Invite people and revoke invitations',
  'members:manage': 'Change roles of members and remove them',
  'guests:manage': 'Block and unblock guests',
  'audit:read': 'Read the audit log',
  'usage:read': 'Read usage and limits',
} as const satisfies Partial<Record<Permission, string>>;

export type ApiScope = keyof typeof apiScopes;

export const apiScopeNames = Object.keys(apiScopes) as [ApiScope, ...ApiScope[]];
