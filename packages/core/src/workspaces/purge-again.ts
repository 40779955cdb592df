import type { Transaction } from '@archipelago/db/with-workspace';
import { enqueue } from '../jobs/enqueue.ts';
import type { JobPayloads } from '../jobs/queues.ts';

const aWhile = 15_000;

/**
 * Purges once more, a while after something was hidden from people who could see it: a page that was being rendered while that
 * was decided may be kept after the first time.
 */
export async function purgeAgain(tx: Transaction, part: JobPayloads['purge-site-again']): Promise<void> {
  const startAfter = new Date(Date.now() + aWhile);
  await enqueue(tx, 'purge-site-again', part.workspaceId, part, { startAfter });
}
