import { jobDatabase } from '@archipelago/db/job-database';
import { poke } from './poke.ts';
import { type BackgroundFunction, backgroundFunctionOf, type QueueName, queues } from './queues.ts';

/** Wakes every background function that has work now, but for `except`, which is awake. Returns those it woke. */
export async function pokeDue(except?: BackgroundFunction): Promise<BackgroundFunction[]> {
  const due = new Set((await dueQueues()).map(backgroundFunctionOf));
  if (except) due.delete(except);
  await Promise.all([...due].map(poke));
  return [...due];
}

async function dueQueues(): Promise<QueueName[]> {
  const { rows } = await jobDatabase().executeSql(
    `select distinct name from pgboss.job where name = any($1) and state in ('created', 'retry') and start_after <= now()`,
    [Object.keys(queues)],
  );
  return rows.map((row) => row.name as QueueName);
}
