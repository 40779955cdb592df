import { workspacesWithDueDomains } from '@archipelago/db/domain-directory';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { enqueue } from '../jobs/enqueue.ts';

/** Gives every workspace with a due check a job of its own. Those that did not fit come with the next run. */
export async function checkDueDomains(now = new Date()): Promise<void> {
  for (const workspaceId of await workspacesWithDueDomains(now)) {
    await withWorkspace(workspaceId, (tx) => enqueue(tx, 'check-domains', workspaceId, { workspaceId }));
  }
}
