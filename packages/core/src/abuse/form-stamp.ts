import { createHmac, timingSafeEqual } from 'node:crypto';
import { environment } from '../environment.ts';

/** What a form is for; a stamp of one is none of another. */
export type StampedForm = 'guestbook' | 'contact' | 'newsletter';

/** Says, signed, when a form was shown, so that what comes back tells how long somebody looked at it. */
export function formStamp(workspaceId: string, form: StampedForm, shownAt = new Date()): string {
  const seconds = Math.floor(shownAt.getTime() / 1000).toString(36);
  return `${seconds}.${signature(workspaceId, form, seconds)}`;
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
