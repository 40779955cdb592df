import { createHmac, timingSafeEqual } from 'node:crypto';
import { environment } from '../environment.ts';

/** What a form is for; a stamp of one is none of another. */
export type StampedForm = 'guestbook' | 'contact';

/** Says, signed, when a form was shown, so that what comes back tells how long somebody looked at it. */
export function formStamp(workspaceId: string, form: StampedForm, shownAt = new Date()): string {
  const seconds = Math.floor(shownAt.getTime() / 1000).toString(36);
  return `${seconds}.${signature(workspaceId, form, seconds)}`;
}

/** How long a form can be looked at before it is sent. */
export const openFor = 24 * 3_600_000;

/** No person fills a form in faster than this. */
export const fastestPerson = 3_000;

/**
 * The stamp of a form as it is shown now. One that comes back refused keeps its time: who mends a mistake in a second is no
 * program. Nor is who sends again what stood open for too long.
 */
export function stampFor(workspaceId: string, form: StampedForm, sent = '', now = new Date()): string {
  const shownAt = readStamp(workspaceId, form, sent);
  if (!shownAt) return formStamp(workspaceId, form, now);
  const isOver = now.getTime() - shownAt.getTime() >= openFor;
  return formStamp(workspaceId, form, isOver ? new Date(now.getTime() - 2 * fastestPerson) : shownAt);
}

/** When the form was shown; null for what is no stamp of ours for this form of this workspace. */
export function readStamp(workspaceId: string, form: StampedForm, stamp: string): Date | null {
  const [seconds = '', given = ''] = stamp.split('.');
  const wanted = Buffer.from(signature(workspaceId, form, seconds));
  const found = Buffer.from(given);
  if (wanted.length !== found.length || !timingSafeEqual(wanted, found)) return null;
  return new Date(Number.parseInt(seconds, 36) * 1000);
}

function signature(workspaceId: string, form: StampedForm, seconds: string): string {
  return createHmac('sha256', environment().JOBS_SECRET)
    .update(`form-stamp\n${workspaceId}\n${form}\n${seconds}`)
    .digest('base64url');
}
