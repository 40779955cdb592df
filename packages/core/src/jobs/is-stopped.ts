import { findWorkspaceStatus } from '@archipelago/db/directory';
import type { QueueName } from './queues.ts';

/** What goes on while a workspace waits for its erasure. */
const unstoppable: readonly QueueName[] = [
  'purge-site',
  'purge-site-again',
  'settle-subscription',
  'erase-workspace',
];

/** Whether a job is for a workspace that is being deleted. It then counts as done: restoring queues what matters again. */
export async function isStopped(queue: QueueName, payload: object): Promise<boolean> {
  if (unstoppable.includes(queue) || !('workspaceId' in payload)) return false;
  if ('message' in payload && payload.message === 'workspace-closing') return false;
  return (await findWorkspaceStatus(String(payload.workspaceId))) === 'deleting';
}
