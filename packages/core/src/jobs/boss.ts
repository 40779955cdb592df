import { jobDatabase } from '@archipelago/db/job-database';
import { fromPrisma, type Job, PgBoss } from 'pg-boss';
import { log } from '../log/log.ts';

/** The only file that knows pg-boss: no worker of its own, no migration, no timer; `drain` and `sweep` pull. */
let instance: PgBoss | undefined;

export function boss(): PgBoss {
  if (!instance) {
    instance = new PgBoss({
      db: { executeSql: executeWithoutActiveKeys },
      migrate: false,
      createSchema: false,
      supervise: false,
      schedule: false,
      reindex: false,
      monitorIntervalSeconds: 30,
    });
    instance.on('error', (error) => log.error('jobs.queue_error', { error }));
  }
  return instance;
}

/**
 * pg-boss remembers which keys were active when it last looked and skips them when fetching. In a function that stays warm
 * that memory is old and starves a key; `groupConcurrency` already keeps one job per key.
 */
async function executeWithoutActiveKeys(text: string, values?: unknown[]) {
  const result = await jobDatabase().executeSql(text, values);
  for (const row of result.rows) {
    if (row?.singletonsActive) row.singletonsActive = null;
  }
  return result;
}

/**
 * How many jobs a settling call changed: none when the claim had lapsed and the job belongs to another attempt. pg-boss
 * answers this number without naming it in its types.
 */
export function affected(response: object): number {
  return 'affected' in response ? Number(response.affected) : 0;
}

export { fromPrisma, type Job };
