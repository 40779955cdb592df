import { currentGrant } from '../access/current-grant.ts';
import type { Grant } from '../access/grant.ts';
import { rolePermissions } from '../access/roles.ts';
import { apiScopes } from '../api-keys/api-scopes.ts';
import type { ApiCommandContext } from '../registry/command-context.ts';

/**
 * What whoever acts may give to others and take from them. A key has its scopes of what its maker holds; and, of what any
 * member may do, that for which there is no scope, when the maker holds it: a key could otherwise make nobody a member.
 */
export async function giverOf({ tx, workspace, actor, grant }: ApiCommandContext): Promise<Grant | null> {
  if (actor.kind === 'user' || !grant) return grant;
  const maker = await currentGrant(tx, workspace.id, actor.userId);
  const permissions = (maker?.permissions ?? []).filter(
    (permission) =>
      grant.permissions.includes(permission) ||
      (rolePermissions.member.includes(permission) && !Object.hasOwn(apiScopes, permission)),
  );
  return { ...grant, permissions };
}
