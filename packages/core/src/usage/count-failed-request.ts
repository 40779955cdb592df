import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { log } from '../log/log.ts';

/**
 * Counts, beside the key's requests of the day, one that was answered with an error. The request itself was counted when it
 * came. Never fails what has been answered already.
 */
export async function countFailedRequest(workspaceId: string, keyId: string): Promise<void> {
  try {
    await withWorkspace(workspaceId, (tx) =>
      rawQuery(
        tx,
        Prisma.sql`update usage_day set failed = least(failed + 1, used) where workspace_id = ${workspaceId}::uuid
          and meter = 'api-requests' and day = (now() at time zone 'UTC')::date and source = ${keyId}`,
      ),
    );
  } catch (error) {
    log.warn('usage.failure_not_counted', { workspaceId, error });
  }
}
