import { listWorkspacesDueForErasure } from '@archipelago/db/directory';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { enqueue } from '../jobs/enqueue.ts';

/** Queues the erasure of every workspace whose days of grace are over. Safe to repeat: one job waits per workspace. */
export async function queueDueErasures(now = new Date()): Promise<void> {
  for (const { id } of await listWorkspacesDueForErasure(now)) {
    await withWorkspace(id, (tx) => enqueue(tx, 'erase-workspace', id, { workspaceId: id }));
  }
}
