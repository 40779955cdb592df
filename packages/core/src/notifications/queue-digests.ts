import { listWorkspaceSlugs } from '@archipelago/db/directory';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { enqueue } from '../jobs/enqueue.ts';
import { uuidFrom } from '../jobs/uuid-from.ts';
import { log } from '../log/log.ts';

const hourOfDigest = 8;

/**
 * Queues the digest of everybody who has something in it, in the workspaces where it is past eight in the morning. Runs
 * every quarter of an hour, since some time zones are that far off; person and day name the job, so that there is one a day.
 */
export async function queueDigests(now = new Date()): Promise<void> {
  let queued = 0;
  let cursor: string | null = null;
  do {
    const page = await listWorkspaceSlugs(cursor);
    for (const { id, timeZone } of page.items) {
      const day = dayOfDigest(now, timeZone);
      if (day) queued += await queueIn(id, day);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  if (queued > 0) log.info('notifications.digests_queued', { people: queued });
}

/** The day, as `2026-11-21`, when it is between eight and a quarter past there; null otherwise. */
export function dayOfDigest(now: Date, timeZone: string): string | null {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const value = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  if (Number(value('hour')) !== hourOfDigest || Number(value('minute')) >= 15) return null;
  return `${value('year')}-${value('month')}-${value('day')}`;
}

async function queueIn(workspaceId: string, day: string): Promise<number> {
  return withWorkspace(workspaceId, async (tx) => {
    const people = await tx.notification.groupBy({
      by: ['userId'],
      where: { workspaceId, digest: true, digestedAt: null, readAt: null },
    });
    for (const { userId } of people) {
      const id = uuidFrom(`digest ${workspaceId} ${userId} ${day}`);
      await enqueue(tx, 'mail', userId, { message: 'digest', workspaceId, userId, day }, { id });
    }
    return people.length;
  });
}
