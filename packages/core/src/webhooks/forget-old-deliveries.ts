import { listWorkspaceSlugs } from '@archipelago/db/directory';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { log } from '../log/log.ts';

/** Days a delivery and its attempts are kept. */
export const deliveryDays = 30;

const batch = 1_000;

/** Deletes what is older in every workspace, a batch a transaction. Safe to stop and to run again. */
export async function forgetOldDeliveries(): Promise<void> {
  let forgotten = 0;
  let cursor: string | null = null;
  do {
    const page = await listWorkspaceSlugs(cursor);
    for (const { id } of page.items) forgotten += await forgetIn(id);
    cursor = page.nextCursor;
  } while (cursor !== null);
  log.info('webhooks.forgotten', { deliveries: forgotten });
}

async function forgetIn(workspaceId: string): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const gone = await withWorkspace(workspaceId, (tx) =>
      rawQuery<{ id: string }>(
        tx,
        Prisma.sql`delete from webhook_delivery where workspace_id = ${workspaceId}::uuid and id in (
            select id from webhook_delivery where workspace_id = ${workspaceId}::uuid
              and created_at < now() - make_interval(days => ${deliveryDays}::int)
            order by created_at limit ${batch})
          returning id`,
      ),
    );
    forgotten += gone.length;
    if (gone.length < batch) return forgotten;
  }
}
