import type { Transaction } from '@archipelago/db/with-workspace';
import { AppError } from '../errors/app-error.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { uuidFrom } from '../jobs/uuid-from.ts';

/** As far ahead as a post can wait. */
const mostDays = 730;

/** The whole minute of a moment to come, or BAD_REQUEST for the field `field`. */
export function scheduledMinute(moment: Date | null, field: string, now = Date.now()): Date {
  if (!moment || Number.isNaN(moment.getTime())) throw refused(field, 'Give a date and a time.');
  const minute = Math.floor(moment.getTime() / 60_000) * 60_000;
  if (minute <= now) throw refused(field, 'This moment is over. Choose a later one, or publish now.');
  if (minute > now + mostDays * 24 * 60 * 60 * 1000) {
    throw refused(field, 'A post can wait for two years at most. Choose an earlier day.');
  }
  return new Date(minute);
}

/**
 * Has a post looked at when its minute has come. The post itself says whether it is still to be published then: a job
 * for a minute that was given up does nothing.
 */
export async function awaitMinute(
  tx: Transaction,
  workspaceId: string,
  postId: string,
  minute: Date,
): Promise<void> {
  const id = uuidFrom(`publish-post ${postId} ${minute.toISOString()}`);
  await enqueue(tx, 'publish-due-post', postId, { workspaceId, postId }, { id, startAfter: minute });
}

function refused(field: string, message: string): AppError {
  return new AppError('BAD_REQUEST', message, { fields: { [field]: message } });
}
