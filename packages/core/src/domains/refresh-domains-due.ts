import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';

/** Tells the directory when the workspace's next check is due. Call it after every change of `custom_domain`. */
export async function refreshDomainsDue(tx: Transaction, workspaceId: string): Promise<void> {
  await rawQuery(
    tx,
    Prisma.sql`update workspace set domains_due_at =
        (select min(next_check_at) from custom_domain where workspace_id = ${workspaceId}::uuid)
      where id = ${workspaceId}::uuid`,
  );
}
