import type { Transaction } from '@archipelago/db/with-workspace';
import { boss, fromPrisma } from './boss.ts';
import { type JobPayloads, type QueueName, queues } from './queues.ts';

/**
 * Adds a job in the caller's transaction: it exists exactly when the transaction commits. Poke the background function
 * after the commit.
 *
 * On a `stately` queue the key names the thing to work on. However often it is asked for, one job waits at most, and that
 * job starts after this transaction is committed, even when the key is being worked on now. On a `standard` queue every
 * call adds a job, and the key is only kept for reading.
 *
 * @param options.group on a `standard` queue: of the jobs of one group, one runs at a time.
 * @param options.startAfter on a `standard` queue: not before then.
 * @param options.id on a `standard` queue: of the job, so that asking twice adds it once.
 */
export async function enqueue<Name extends QueueName>(
  tx: Transaction,
  queue: Name,
  key: string,
  payload: JobPayloads[Name],
  options: { group?: string | undefined; startAfter?: Date | undefined; id?: string | undefined } = {},
): Promise<void> {
  const db = fromPrisma(tx);
  if (queues[queue].policy === 'standard') {
    const { group, startAfter, id } = options;
    await boss().send(queue, payload, {
      db,
      ...(group ? { group: { id: group } } : {}),
      ...(startAfter ? { startAfter } : {}),
      ...(id ? { id } : {}),
    });
    return;
  }
  // `send` would answer "there is one waiting already", which another worker may fetch and finish before our commit.
  // `upsert` locks the waiting job instead. It touches no row when that job was fetched at that very moment: then again.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const { updated, inserted } = await boss().upsert(queue, payload, {
      singletonKey: key,
      group: { id: key },
      startAfter: 0,
      db,
    });
    if (updated + inserted > 0) return;
  }
  throw new Error(`The job ${queue} for ${key} could not be queued: its key stayed contended. Try again.`);
}

/**
 * Adds several jobs to a `standard` queue in the caller's transaction, in one statement.
 *
 * @param options.group of the jobs of one group, one runs at a time.
 * @throws for a keyed queue, on which each job has to wait for its own key.
 */
export async function enqueueEach<Name extends QueueName>(
  tx: Transaction,
  queue: Name,
  payloads: readonly JobPayloads[Name][],
  { group }: { group?: string | undefined } = {},
): Promise<void> {
  if (queues[queue].policy !== 'standard') throw new Error(`The queue ${queue} is keyed. Use enqueue.`);
  await boss().insert(
    queue,
    payloads.map((data) => ({ data, ...(group ? { group: { id: group } } : {}) })),
    { db: fromPrisma(tx) },
  );
}
