import type { Actor } from '../context/context.ts';
import { composablePermissions, type Permission } from './permissions.ts';
import { type Role, rolePermissions, supportPermissions } from './roles.ts';

/** What somebody holds in one workspace, on top of what anyone may do. */
export interface Grant {
  role: Role;
  /** Replaces what `member` allows; only a `member` has one. */
  customRole: { id: string; name: string } | null;
  permissions: readonly Permission[];
  /** Of an operator whom the workspace let in. They look, and no command runs for them. */
  support?: SupportVisit;
}

export interface SupportVisit {
  id: string;
  expiresAt: Date;
}

export interface CustomRole {
  id: string;
  name: string;
  permissions: readonly string[];
}

/** A custom role always opens the dashboard; a permission that no custom role may hold, or none has any more, counts for nothing. */
export function grantOf(role: Role, custom: CustomRole | null): Grant {
  if (!custom || role !== 'member') return { role, customRole: null, permissions: rolePermissions[role] };
  const permissions = composablePermissions.filter(
    (permission) => permission === 'dashboard:view' || custom.permissions.includes(permission),
  );
  return { role, customRole: { id: custom.id, name: custom.name }, permissions };
}

/** What an operator holds while a workspace lets them in: no seat, and nothing that changes anything. */
export function supportGrant(visit: SupportVisit): Grant {
  return { role: 'guest', customRole: null, permissions: supportPermissions, support: visit };
}

/** What is left of a member's grant when this actor uses it: a key has no more than its scopes, nobody has nothing. */
export function grantFor(actor: Actor, grant: Grant | null): Grant | null {
  if (!grant || actor.kind === 'user') return grant;
  if (actor.kind !== 'api-key') return null;
  return {
    ...grant,
    permissions: grant.permissions.filter((permission) => actor.scopes.includes(permission)),
  };
}

/** The role as people call it. */
export function roleName(grant: Grant): string {
  return grant.customRole?.name ?? grant.role;
}
