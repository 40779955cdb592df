import { drain } from '@archipelago/core/jobs/drain';
import type { QueueName } from '@archipelago/core/jobs/queues';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { type OwnReceiver, startOwnReceiver } from '../../support/own-receiver.ts';

export interface WebhooksWorld {
  product: OwnProduct;
  receiver: OwnReceiver;
  /** Runs what is due of these queues, of the way from a change to its receivers by default. */
  run(...queues: QueueName[]): ReturnType<typeof drain>;
  /** As if every wait were over. */
  skipWaits(): Promise<void>;
  rows(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export async function startWebhooksWorld(): Promise<WebhooksWorld> {
  const receiver = await startOwnReceiver();
  const product = await startOwnProduct({
    environment: { WEBHOOK_ALLOWED_PRIVATE_HOSTS: receiver.host },
  });
  const rows = async (sql: string, values: unknown[] = []) =>
    (await product.database.observer.query(sql, values)).rows;
  return {
    product,
    receiver,
    rows,
    run: (...queues) =>
      drain(
        queues.length > 0 ? queues : ['workspace-event', 'webhook-delivery'],
        new Date(Date.now() + 20_000),
      ),
    skipWaits: async () => {
      await rows(`update pgboss.job set start_after = now() where state in ('created', 'retry')`);
    },
    clear: async () => {
      await rows('delete from pgboss.job');
      receiver.received.length = 0;
      receiver.answer = (response) => response.writeHead(204).end();
    },
    stop: async () => {
      await product.stop();
      await receiver.stop();
    },
  };
}
