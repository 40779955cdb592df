import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { boss, fromPrisma } from './boss.ts';
import { deadLetterQueue } from './queues.ts';

/**
 * Puts a job that gave up back into its queue, with all its attempts, in the caller's transaction. One whose key has a job
 * waiting already is done with: that one does the same work. False when it is not there, or somebody else is at it.
 */
export async function sendAgain(tx: Transaction, jobId: string): Promise<boolean> {
  const moved = await boss().redrive(deadLetterQueue, { ids: [jobId], db: fromPrisma(tx) });
  if (moved > 0) return true;
  // pg-boss leaves a job that another one stands in for where it is, as failed.
  const replaced = await rawQuery(
    tx,
    Prisma.sql`delete from pgboss.job where name = ${deadLetterQueue} and id = ${jobId}::uuid and state = 'failed'
      and output ->> 'reason' = 'redrive_conflict' returning 1`,
  );
  return replaced.length > 0;
}
