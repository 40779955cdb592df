import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { deadLetterQueue, queues } from '@archipelago/core/jobs/queues';
import type pg from 'pg';
import { PgBoss } from 'pg-boss';

/** What the runtime role needs to send, fetch, settle and supervise jobs; no more, and no DDL. */
const grants = `
  grant usage on schema pgboss to archipelago_app;
  grant select, insert, update, delete on pgboss.job, pgboss.job_common to archipelago_app;
  grant select, update on pgboss.queue, pgboss.version, pgboss.schedule to archipelago_app;
  grant select, insert, delete on pgboss.warning to archipelago_app;
  grant select, delete on pgboss.job_dependency to archipelago_app;
`;

/** Brings pg-boss' schema and our queues to this version. A comment on the schema remembers which one it has. */
export async function deployQueues(owner: pg.Client, ownerUrl: string): Promise<void> {
  const version = wantedVersion();
  if ((await deployedVersion(owner)) === version) return;
  const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false, max: 2 });
  const errors: unknown[] = [];
  boss.on('error', (error) => errors.push(error));
  await boss.start();
  try {
    const existing = new Set((await boss.getQueues()).map(({ name }) => name));
    if (!existing.has(deadLetterQueue)) await boss.createQueue(deadLetterQueue);
    for (const [name, { policy, ...options }] of Object.entries(queues)) {
      if (existing.has(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, { policy, ...options });
    }
    await refuseChangedPolicies(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
  if (errors.length > 0) throw errors[0];
  await owner.query(grants);
  await owner.query(`comment on schema pgboss is '${version}'`);
}

/** pg-boss cannot change a queue's policy, and a wrong one loses or doubles jobs. */
async function refuseChangedPolicies(boss: PgBoss): Promise<void> {
  for (const { name, policy } of await boss.getQueues()) {
    const wanted = (queues as Record<string, { policy: string }>)[name]?.policy;
    if (wanted && wanted !== policy) {
      throw new Error(
        `The queue "${name}" exists with the policy ${policy}, the code wants ${wanted}, and a policy cannot change. Give the queue a new name in packages/core/src/jobs/queues.ts.`,
      );
    }
  }
}

function wantedVersion(): string {
  const require = createRequire(import.meta.url);
  const { version } = require('pg-boss/package.json') as { version: string };
  const content = JSON.stringify([version, deadLetterQueue, queues, grants]);
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

async function deployedVersion(owner: pg.Client): Promise<string | null> {
  const { rows } = await owner.query<{ version: string | null }>(
    `select obj_description(to_regnamespace('pgboss')::oid, 'pg_namespace') as version`,
  );
  return rows[0]?.version ?? null;
}
