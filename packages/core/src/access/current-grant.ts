import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { ApiKeyActor, PersonContext, UserActor } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { type CustomRole, type Grant, grantFor, grantOf } from './grant.ts';
import type { Permission } from './permissions.ts';
import type { Role } from './roles.ts';
import type { SignInRules } from './sign-in-rules.ts';

type Asking = Pick<PersonContext, 'signIn'> & { actor: UserActor | ApiKeyActor };

/**
 * What whoever acts holds now, or null. The member's row stays locked until the transaction ends, so that a role changed
 * or a member removed meanwhile takes effect either before this mutation is authorized or after it is done, never in
 * between; a custom role is locked against being rewritten likewise. The workspace's rules for signing in count as they are
 * now. A key is read again as well: revoked or expired meanwhile, it is UNAUTHORIZED; so do its scopes.
 */
export async function currentGrantOf(
  tx: Transaction,
  workspaceId: string,
  { actor, signIn }: Asking,
): Promise<Grant | null> {
  const asking = { actor: actor.kind === 'user' ? actor : await currentKey(tx, workspaceId, actor), signIn };
  const [member] = await rawQuery<{ role: Role; customRoleId: string | null } & SignInRules>(
    tx,
    Prisma.sql`select m.role::text, m.custom_role_id as "customRoleId",
        w.second_factor_required as "secondFactor"
      from member m join workspace w on w.id = m.workspace_id
      where m.workspace_id = ${workspaceId}::uuid and m.user_id = ${actor.userId}::uuid and m.blocked_at is null
      for no key update of m`,
  );
  if (!member) return null;
  const custom = member.customRoleId ? await customRole(tx, workspaceId, member.customRoleId) : null;
  return grantFor(asking, grantOf(member.role, custom), member);
}

async function customRole(tx: Transaction, workspaceId: string, roleId: string): Promise<CustomRole | null> {
  const [custom] = await rawQuery<CustomRole>(
    tx,
    Prisma.sql`select id, name, permissions from custom_role
      where workspace_id = ${workspaceId}::uuid and id = ${roleId}::uuid for share`,
  );
  return custom ?? null;
}

async function currentKey(tx: Transaction, workspaceId: string, actor: ApiKeyActor): Promise<ApiKeyActor> {
  const [key] = await rawQuery<{ scopes: Permission[]; userId: string }>(
    tx,
    Prisma.sql`select scopes, user_id as "userId" from api_key
      where workspace_id = ${workspaceId}::uuid and id = ${actor.keyId}::uuid
        and revoked_at is null and (expires_at is null or expires_at > now())
      for share`,
  );
  if (key?.userId !== actor.userId) {
    throw new AppError('UNAUTHORIZED', 'This API key does not work any more. Use another one.');
  }
  return { ...actor, scopes: key.scopes };
}
