import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { type CustomRole, type Grant, grantOf } from './grant.ts';
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
