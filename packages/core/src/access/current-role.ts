import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { Role } from './roles.ts';

/**
 * The person's role now, or null. The row stays locked until the transaction ends, so that a role changed or a member
 * removed meanwhile takes effect either before this mutation is authorized or after it is done, never in between.
 */
export async function currentRole(
  tx: Transaction,
  workspaceId: string,
  userId: string,
): Promise<Role | null> {
  const rows = await rawQuery<{ role: Role }>(
    tx,
    Prisma.sql`select role::text from member
      where workspace_id = ${workspaceId}::uuid and user_id = ${userId}::uuid for no key update`,
  );
  return rows[0]?.role ?? null;
}
