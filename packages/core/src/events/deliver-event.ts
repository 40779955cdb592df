import { withWorkspace } from '@archipelago/db/with-workspace';
import { enqueue } from '../jobs/enqueue.ts';
import { poke } from '../jobs/poke.ts';
import { backgroundFunctionOf, type QueueName } from '../jobs/queues.ts';
import { subscribers } from './subscribers.ts';
import { readEvent } from './workspace-event.ts';

/** Tells every subscriber of one event, in one transaction: all that follows from it exists, or none of it. Idempotent. */
export async function deliverEvent(workspaceId: string, auditEventId: string): Promise<void> {
  const queues = new Set<QueueName>();
  await withWorkspace(workspaceId, async (tx) => {
    const record = await readEvent(tx, workspaceId, auditEventId);
    if (!record) return;
    const listening = subscribers.filter(({ listensTo }) => listensTo(record.action));
    for (const subscriber of listening) {
      const receive = await subscriber.load();
      await receive({
        ...record,
        tx,
        workspaceId,
        async enqueue(queue, key, payload, group) {
          queues.add(queue);
          await enqueue(tx, queue, key, payload, { group });
        },
      });
    }
  });
  await Promise.all([...new Set([...queues].map(backgroundFunctionOf))].map(poke));
}
