import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';

/**
 * Ends the open consent of the workspace and every visit by it; answers its id, or null when there was none. One that had
 * run out ended when it did. `expiredOnly` leaves a consent that still holds as it is.
 */
export async function endOpenAccess(
  tx: Transaction,
  workspaceId: string,
  { expiredOnly, accessId }: { expiredOnly: boolean; accessId?: string },
): Promise<{ id: string; hadExpired: boolean } | null> {
  const [ended] = await rawQuery<{ id: string; hadExpired: boolean }>(
    tx,
    Prisma.sql`update support_access set ended_at = least(now(), expires_at)
      where workspace_id = ${workspaceId}::uuid and ended_at is null
        and ${expiredOnly ? Prisma.sql`expires_at <= now()` : Prisma.sql`true`}
        and ${accessId ? Prisma.sql`id = ${accessId}::uuid` : Prisma.sql`true`}
      returning id, expires_at <= now() as "hadExpired"`,
  );
  if (!ended) return null;
  await rawQuery(
    tx,
    Prisma.sql`update support_visit v set left_at = least(now(), v.expires_at, a.ended_at)
      from support_access a
      where v.workspace_id = ${workspaceId}::uuid and v.access_id = ${ended.id}::uuid and v.left_at is null
        and a.workspace_id = v.workspace_id and a.id = v.access_id`,
  );
  return ended;
}
