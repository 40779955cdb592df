import type { Actor } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { type Grant, roleName } from './grant.ts';
import type { Permission } from './permissions.ts';
import { refuseSupport } from './refuse-support.ts';
import { refuseWithheld } from './refuse-withheld.ts';
import { anyonePermissions, operatorPermissions, signedInPermissions } from './roles.ts';

/**
 * Throws unless the actor, with what they hold in the workspace at hand (null: nothing), has the permission.
 *
 * - not signed in: `UNAUTHORIZED`
 * - an operator's business, to anybody else: `NOT_FOUND`
 * - not on the team: `NOT_FOUND`, the same as for a workspace that does not exist
 * - on the team, but signed in without what the workspace asks for: `FORBIDDEN` with that as the reason
 * - on the team without the permission: `FORBIDDEN`
 * - an API key without the scope: `FORBIDDEN`
 */
export function authorize(actor: Actor, grant: Grant | null, permission: Permission): void {
  if (isAllowed(actor, grant, permission)) return;
  if (actor.kind === 'anonymous') {
    throw refusal('UNAUTHORIZED', said('signInFirst'));
  }
  if (operatorPermissions.includes(permission)) throw nothingHere();
  if (actor.kind === 'api-key') {
    throw new AppError(
      'FORBIDDEN',
      actor.scopes.includes(permission)
        ? `Whoever made this key may not do this any more (${permission}). Ask an owner or an admin of the workspace for a key of theirs.`
        : `This key does not have the scope ${permission}. Make a key that has it under Developers.`,
      { reason: 'scope' },
    );
  }
  refuseWithheld(grant);
  refuseSupport(grant);
  if (grant?.permissions.includes('dashboard:view')) {
    throw new AppError(
      'FORBIDDEN',
      `Your role here is ${roleName(grant)}, which does not allow this. Ask an owner of this workspace to do it or to change your role.`,
    );
  }
  throw nothingHere();
}

function nothingHere(): AppError {
  return refusal('NOT_FOUND', said('nothingHere'));
}

export function isAllowed(actor: Actor, grant: Grant | null, permission: Permission): boolean {
  if (operatorPermissions.includes(permission)) return actor.kind === 'user' && actor.operator;
  // Not even what anyone may do: a key is for what it lists.
  if (actor.kind === 'api-key') return grant?.permissions.includes(permission) ?? false;
  if (anyonePermissions.includes(permission)) return true;
  if (actor.kind !== 'user') return false;
  if (signedInPermissions.includes(permission)) return true;
  return grant?.permissions.includes(permission) ?? false;
}
