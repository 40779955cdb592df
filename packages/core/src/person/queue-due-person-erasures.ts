import { listPeopleDueForErasure } from '@archipelago/db/person-directory';
import { withUser } from '@archipelago/db/with-user';
import { enqueue } from '../jobs/enqueue.ts';

/** Queues the erasure of every person whose days of grace are over. Safe to repeat: one job waits per person. */
export async function queueDuePersonErasures(): Promise<void> {
  for (const userId of await listPeopleDueForErasure()) {
    await withUser({ userId }, (tx) => enqueue(tx, 'erase-person', userId, { userId }));
  }
}
