import { listWorkspaceSlugs } from '@archipelago/db/directory';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { log } from '../log/log.ts';
import { measureWorkspace } from './measure-workspace.ts';
import { oldestDays } from './usage-range.ts';

/** Days are kept for the charts of two years and the month that is running. */
const keptMonths = 25;
/** UTC. */
const tidyingHour = 4;

/**
 * Measures every workspace, by the clock: what a change has asked for is measured at once, this finds what was missed and
 * what came about without a change, such as a smaller plan. One that fails does not keep the others waiting; the job then
 * fails, and is tried again.
 */
export async function measureUsage(now = new Date()): Promise<{ measured: number; warned: number }> {
  let cursor: string | null = null;
  let [measured, warned] = [0, 0];
  const failures: unknown[] = [];
  do {
    const page: Awaited<ReturnType<typeof listWorkspaceSlugs>> = await listWorkspaceSlugs(cursor);
    for (const { id } of page.items) {
      try {
        warned += (await measureWorkspace(id)).warned.length;
        measured += 1;
        if (now.getUTCHours() === tidyingHour) await forgetOldHours(id);
        if (isTidyingDay(now)) await forgetOldDays(id);
      } catch (error) {
        failures.push(error);
        log.error('usage.not_measured', { workspaceId: id, error });
      }
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  log.info('usage.measured', { measured, warned, failed: failures.length });
  if (failures.length > 0) throw failures[0];
  return { measured, warned };
}

/** Once a month is often enough. */
function isTidyingDay(now: Date): boolean {
  return now.getUTCDate() === 2 && now.getUTCHours() === tidyingHour;
}

/** The latest row of each meter stays, however old: what stands has not changed since. */
async function forgetOldHours(workspaceId: string): Promise<void> {
  await withWorkspace(workspaceId, (tx) =>
    rawQuery(
      tx,
      Prisma.sql`delete from usage_hour h where workspace_id = ${workspaceId}::uuid
        and hour < now() - ${oldestDays + 1}::int * interval '1 day'
        and exists (select from usage_hour later where later.workspace_id = h.workspace_id
          and later.meter = h.meter and later.hour > h.hour
          and later.hour < now() - ${oldestDays + 1}::int * interval '1 day')`,
    ),
  );
}

async function forgetOldDays(workspaceId: string): Promise<void> {
  await withWorkspace(workspaceId, (tx) =>
    rawQuery(
      tx,
      Prisma.sql`delete from usage_day where workspace_id = ${workspaceId}::uuid
        and day < date_trunc('month', now() at time zone 'UTC')::date - ${keptMonths}::int * interval '1 month'`,
    ),
  );
}
