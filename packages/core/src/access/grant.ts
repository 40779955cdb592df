import type { PersonContext } from '../context/context.ts';
import { composablePermissions, type Permission } from './permissions.ts';
import { type Role, rolePermissions, supportPermissions } from './roles.ts';
import { type SignInGap, type SignInRules, signInGap } from './sign-in-rules.ts';

/** What somebody holds in one workspace, on top of what anyone may do. */
export interface Grant {
  role: Role;
  /** Replaces what `member` allows; only a `member` has one. */
  customRole: { id: string; name: string } | null;
  permissions: readonly Permission[];
  /** Why nothing is left of it for now: the sign-in lacks what the workspace asks of its team. */
  withheld?: SignInGap;
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

/**
 * What is left of a member's grant when whoever asks uses it: a person on the team nothing while their sign-in does not meet
 * the workspace's rules, a key no more than its scopes, nobody nothing. A key is not asked how somebody signed in.
 */
export function grantFor(
  { actor, signIn }: Pick<PersonContext, 'actor' | 'signIn'>,
  grant: Grant | null,
  rules: SignInRules,
): Grant | null {
  if (!grant) return null;
  if (actor.kind === 'user') {
    const gap = grant.role === 'guest' ? null : signInGap(rules, signIn);
    return gap ? { ...grant, permissions: [], withheld: gap } : grant;
  }
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
