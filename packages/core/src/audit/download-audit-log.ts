import type { WorkspaceContext } from '../context/context.ts';
import type { AuditFilter } from './audit-filter.ts';
import type { AuditLogItem } from './audit-log-item.ts';
import { csvLine } from './csv-line.ts';
import { exportAuditEvents } from './export-audit-events.ts';

interface Format {
  contentType: string;
  fileName: string;
  head: string;
  line(item: AuditLogItem): string;
}

/** What a line of either file holds, in this order. */
const columns: Record<string, (item: AuditLogItem) => string | null> = {
  time: ({ at }) => at.toISOString(),
  action: ({ action }) => action,
  actor_kind: ({ actorKind }) => actorKind,
  actor_id: ({ actorId }) => actorId,
  actor: ({ actorName }) => actorName,
  target_kind: ({ targetKind }) => targetKind,
  target_id: ({ targetId }) => targetId,
  target: ({ targetName }) => targetName,
  changes: ({ changes }) => JSON.stringify(changes),
  ip: ({ ip }) => ip,
  request_id: ({ requestId }) => requestId,
  entry_id: ({ id }) => id,
  number: ({ sequence }) => sequence,
  previous_hash: ({ previousHash }) => previousHash,
  hash: ({ hash }) => hash,
  redactions: ({ redactions }) => redactions && JSON.stringify(redactions),
};

export const auditFormats = {
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    fileName: 'audit-log.csv',
    // The mark by which spreadsheets know UTF-8.
    head: `\ufeff${csvLine(Object.keys(columns))}`,
    line: (item) => csvLine(Object.values(columns).map((read) => read(item))),
  },
  // One object a line: it can be read, and written, without holding the whole.
  json: {
    contentType: 'application/x-ndjson; charset=utf-8',
    fileName: 'audit-log.jsonl',
    head: '',
    line: (item) => {
      const fields = Object.entries(columns).map(([name, read]) => [
        name,
        name === 'changes' || name === 'redactions' ? item[name] : read(item),
      ]);
      return `${JSON.stringify(Object.fromEntries(fields))}\n`;
    },
  },
} as const satisfies Record<string, Format>;

export type AuditFormat = keyof typeof auditFormats;

/**
 * The filtered log as a file, newest first. The next batch is read when the client has taken the last one, each in a short
 * transaction of its own: memory stays that of one batch. A failure on the way breaks the download off, visibly.
 *
 * @throws AppError, before anything is sent, when the first batch may not or cannot be read.
 */
export async function downloadAuditLog(
  ctx: WorkspaceContext,
  filter: AuditFilter,
  format: AuditFormat,
): Promise<ReadableStream<Uint8Array>> {
  const { head, line } = auditFormats[format];
  const encoder = new TextEncoder();
  let text: string = head;
  let batch = await exportAuditEvents(ctx, filter);
  let isRead = true;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // A batch of a search may be empty, and a stream is not asked again until it was given something.
        while (text === '' || isRead) {
          if (!isRead) {
            if (!batch.nextCursor) return controller.close();
            batch = await exportAuditEvents(ctx, { ...filter, cursor: batch.nextCursor });
          }
          isRead = false;
          text += batch.items.map(line).join('');
        }
        controller.enqueue(encoder.encode(text));
        text = '';
      },
    },
    { highWaterMark: 0 },
  );
}
