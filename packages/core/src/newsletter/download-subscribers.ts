import { csvLine } from '../audit/csv-line.ts';
import type { WorkspaceContext } from '../context/context.ts';
import { exportSubscribers } from './export-subscribers.ts';
import type { Subscriber } from './list-subscribers.ts';
import type { SubscriberState } from './subscriber-states.ts';

/** What a line holds, in this order. */
const columns: Record<string, (subscriber: Subscriber) => string | null> = {
  email: ({ email }) => email,
  state: ({ state }) => state,
  source: ({ source }) => source,
  consent: ({ consent }) => consent,
  added: ({ createdAt }) => createdAt.toISOString(),
  asked: ({ askedAt }) => askedAt?.toISOString() ?? null,
  confirmed: ({ confirmedAt }) => confirmedAt?.toISOString() ?? null,
  unsubscribed: ({ unsubscribedAt }) => unsubscribedAt?.toISOString() ?? null,
  bounced: ({ bouncedAt }) => bouncedAt?.toISOString() ?? null,
  bounce_reason: ({ bounceReason }) => bounceReason,
};

/**
 * The narrowed list as a CSV file, newest first. The next batch is read when the client has taken the last one: memory
 * stays that of one batch. A failure on the way breaks the download off, visibly.
 *
 * @throws AppError, before anything is sent, when the first batch may not or cannot be read.
 */
export async function downloadSubscribers(
  ctx: WorkspaceContext,
  filter: { state?: SubscriberState | undefined; search?: string | undefined },
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const lines = (items: Subscriber[]) =>
    items.map((item) => csvLine(Object.values(columns).map((read) => read(item)))).join('');
  let batch = await exportSubscribers(ctx, filter);
  // The mark by which spreadsheets know UTF-8.
  let text = `\ufeff${csvLine(Object.keys(columns))}${lines(batch.items)}`;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (text === '') {
          if (!batch.nextCursor) return controller.close();
          batch = await exportSubscribers(ctx, { ...filter, cursor: batch.nextCursor });
          text = lines(batch.items);
        }
        if (text === '') return controller.close();
        controller.enqueue(encoder.encode(text));
        text = '';
      },
    },
    { highWaterMark: 0 },
  );
}
