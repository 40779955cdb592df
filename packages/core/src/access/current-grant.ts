import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { ApiKeyActor, UserActor } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { type CustomRole, type Grant, grantFor, grantOf } from './grant.ts';
import type { Permission } from './permissions.ts';
import type { Role } from './roles.ts';

/**
 * What the person holds now, or null. The row stays locked until the transaction ends, so that a role changed or a member
 * removed meanwhile takes effect either before this mutation is authorized or after it is done, never in between; a
 * custom role is locked against being rewritten likewise.
 */
export async function currentGrant(
  tx: Transaction,
  workspaceId: string,
  userId: string,
): Promise<Grant | null> {
  const [member] = await rawQuery<{ role: Role; custom_role_id: string | null }>(
    tx,
    Prisma.sql`select role::text, custom_role_id from member
      where workspace_id = ${workspaceId}::uuid and user_id = ${userId}::uuid and blocked_at is null
      for no key update`,
  );
  if (!member) return null;
  if (!member.custom_role_id) return grantOf(member.role, null);
  const [custom] = await rawQuery<CustomRole>(
    tx,
    Prisma.sql`select id, name, permissions from custom_role
      where workspace_id = ${workspaceId}::uuid and id = ${member.custom_role_id}::uuid for share`,
  );
  return grantOf(member.role, custom ?? null);
}

/**
 * The same for whoever acts. A key is read again as well: revoked or expired meanwhile, it is UNAUTHORIZED; its scopes
 * count as they are now.
 */
export async function currentGrantOf(
  tx: Transaction,
  workspaceId: string,
  actor: UserActor | ApiKeyActor,
): Promise<Grant | null> {
  if (actor.kind === 'user') return currentGrant(tx, workspaceId, actor.userId);
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
  return grantFor({ ...actor, scopes: key.scopes }, await currentGrant(tx, workspaceId, actor.userId));
}
