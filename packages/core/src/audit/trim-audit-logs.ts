import { listWorkspaceSlugs } from '@archipelago/db/directory';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { log } from '../log/log.ts';
import { auditRetentionDays } from './audit-retention-days.ts';

/** Small enough that nobody who wants to write to the log has to wait for long. */
const batchSize = 1_000;
/** Per workspace and night: a log that has become much too long takes some nights. */
const mostBatches = 100;

/**
 * Removes from every workspace's log what its plan keeps no longer. Running it again removes nothing twice. One workspace
 * that fails does not keep the others waiting; the job then fails, and is tried again.
 */
export async function trimAuditLogs(now = new Date()): Promise<{ removed: number }> {
  let cursor: string | null = null;
  let removed = 0;
  const failures: unknown[] = [];
  do {
    const page: Awaited<ReturnType<typeof listWorkspaceSlugs>> = await listWorkspaceSlugs(cursor);
    for (const { id } of page.items) {
      try {
        removed += await trimAuditLog(id, now);
      } catch (error) {
        failures.push(error);
        log.error('audit.not_trimmed', { workspaceId: id, error });
      }
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  log.info('audit.trimmed', { removed, failed: failures.length });
  if (failures.length > 0) throw failures[0];
  return { removed };
}

/** The database keeps to it that only old rows go, from the beginning of the chain, and that the log says so. */
async function trimAuditLog(workspaceId: string, now: Date): Promise<number> {
  let removed = 0;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const count = await withWorkspace(workspaceId, async (tx) => {
      const days = auditRetentionDays(await tx.subscription.findUnique({ where: { workspaceId } }), now);
      const [row] = await rawQuery<{ count: number }>(
        tx,
        Prisma.sql`select app.trim_audit_log(${days}::int, ${batchSize}::int) as count`,
      );
      return row?.count ?? 0;
    });
    removed += count;
    if (count < batchSize) break;
  }
  return removed;
}
