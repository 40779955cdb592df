import { deadLetterQueue, queues } from '@archipelago/core/jobs/queues';
import type { Ask } from './check-database.ts';
import { type Finding, ok, warning, wrong } from './finding.ts';

const migrate = 'Run `npm run db:migrate`: it makes the queues of this version.';
const sweptWithinSeconds = 300;

/** Whether every queue is there with its policy, and whether somebody looks after them. */
export async function checkQueues(ask: Ask): Promise<Finding[]> {
  const [schema] = await ask<{ exists: boolean }>(`select to_regclass('pgboss.queue') is not null as exists`);
  if (!schema?.exists)
    return [wrong('There are no queues: no mail is sent and no payment is seen.', migrate)];
  const found = new Map(
    (await ask<{ name: string; policy: string }>('select name, policy from pgboss.queue')).map((row) => [
      row.name,
      row.policy,
    ]),
  );
  const missing = [deadLetterQueue, ...Object.keys(queues)].filter((name) => !found.has(name));
  if (missing.length > 0) return [wrong(`These queues are missing: ${missing.join(', ')}.`, migrate)];
  const changed = Object.entries(queues).filter(([name, { policy }]) => found.get(name) !== policy);
  if (changed.length > 0) {
    return [
      wrong(
        `These queues have another policy than the code wants: ${changed.map(([name]) => name).join(', ')}.`,
        'A policy cannot change: give the queue a new name in packages/core/src/jobs/queues.ts, then run `npm run db:migrate`.',
      ),
    ];
  }
  const [swept] = await ask<{ ago: number | null }>(
    'select extract(epoch from now() - max(monitor_on))::int as ago from pgboss.queue',
  );
  if ((swept?.ago ?? Number.POSITIVE_INFINITY) > sweptWithinSeconds) {
    return [
      warning(
        swept?.ago === null || !swept
          ? 'All queues are there, and nobody has looked after them yet.'
          : `All queues are there, and nobody has looked after them for ${Math.floor((swept.ago ?? 0) / 60)} minutes.`,
        'The scheduled function `sweep` does so every minute. Look for it under Functions of a published deploy: schedules run in production alone.',
      ),
    ];
  }
  return [ok('All queues are there and looked after.')];
}
