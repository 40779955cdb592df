import { composablePermissions, type Permission } from './permissions.ts';
import { type Role, rolePermissions } from './roles.ts';

/** What somebody holds in one workspace, on top of what anyone may do. */
export interface Grant {
  role: Role;
  /** Replaces what `member` allows; only a `member` has one. */
  customRole: { id: string; name: string } | null;
  permissions: readonly Permission[];
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

/** The role as people call it. */
export function roleName(grant: Grant): string {
  return grant.customRole?.name ?? grant.role;
}
