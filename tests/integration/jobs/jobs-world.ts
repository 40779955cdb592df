import { boot } from '@archipelago/core/boot';
import { boss } from '@archipelago/core/jobs/boss';
import { type DrainOptions, drain } from '@archipelago/core/jobs/drain';
import { enqueue } from '@archipelago/core/jobs/enqueue';
import type { QueueName } from '@archipelago/core/jobs/queues';
import { disconnect } from '@archipelago/db/connection';
import { withStripeCustomer } from '@archipelago/db/with-stripe-customer';
import type { Transaction } from '@archipelago/db/with-workspace';
import { startOwnDatabase } from '../../support/own-database.ts';
import { useEnvironment } from '../../support/own-environment.ts';

export type JobsWorld = Awaited<ReturnType<typeof startJobsWorld>>;

/** The product's jobs over a database of this test file alone. */
export async function startJobsWorld(own: Record<string, string> = {}) {
  const database = await startOwnDatabase();
  const environment = {
    DATABASE_URL: database.DATABASE_URL,
    NEON_WS_PROXY: database.NEON_WS_PROXY,
    ...own,
  };
  useEnvironment(environment);
  boot();
  return {
    database,
    environment,
    /** Enqueues a keyed job in a transaction of its own, in which more can be done. */
    enqueue: (key: string, also: (tx: Transaction) => Promise<void> = async () => {}) =>
      withStripeCustomer('none', async (tx) => {
        await enqueue(tx, 'sync-seats', key, { workspaceId: key });
        await also(tx);
      }),
    drain: (handler: (key: string) => Promise<void>, options: DrainOptions & { deadline?: Date } = {}) =>
      drain(['sync-seats'], options.deadline ?? new Date(Date.now() + 20_000), {
        ...options,
        handlers: { 'sync-seats': ({ workspaceId }: { workspaceId: string }) => handler(workspaceId) },
      }),
    jobs: async (queue: QueueName | 'dead-letter' = 'sync-seats') =>
      (
        await database.observer.query<{
          state: string;
          singleton_key: string;
          retry_count: number;
          id: string;
        }>(
          'select id, state, singleton_key, retry_count from pgboss.job where name = $1 order by created_on',
          [queue],
        )
      ).rows,
    clear: () => database.observer.query('delete from pgboss.job'),
    skipDelays: () =>
      database.observer.query(
        `update pgboss.job set start_after = now() where state in ('created', 'retry')`,
      ),
    /** As if every running worker had been silent for an hour. */
    silenceWorkers: () =>
      database.observer.query(
        `update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`,
      ),
    /** What the sweep does for the queues, however recently it did. */
    async lookOver() {
      await database.observer.query(
        'update pgboss.queue set monitor_on = null, monitor_claim_on = null, maintain_on = null',
      );
      await boss().supervise();
    },
    async stop() {
      await disconnect();
      await database.stop();
    },
  };
}
