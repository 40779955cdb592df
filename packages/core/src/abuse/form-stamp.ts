import { createHmac, timingSafeEqual } from 'node:crypto';
import { environment } from '../environment.ts';

/** What a form is for; a stamp of one is none of another, and neither is one of another site. */
export type StampedForm = 'guestbook' | 'contact' | 'newsletter';

/** The platform's own site; any other goes by its workspace's id. */
export const platformSite = 'platform';

/** Says, signed, when a form was shown, so that what comes back tells how long somebody looked at it. */
export function formStamp(site: string, form: StampedForm, shownAt = new Date()): string {
  const seconds = Math.floor(shownAt.getTime() / 1000).toString(36);
  return `${seconds}.${signature(site, form, seconds)}`;
}

const openFor = 24 * 3_600_000;
const fastestPerson = 3_000;

/**
 * How long somebody had a form: `early` when no person fills it in as fast, `late` when it was shown a day ago, or never by
 * us.
 */
export function timeTaken(site: string, form: StampedForm, stamp: string): 'early' | 'fine' | 'late' {
  const shownAt = readStamp(site, form, stamp);
  const age = shownAt ? Date.now() - shownAt.getTime() : Number.NaN;
  // A clock may be a little ahead of another.
  if (!(age > -60_000 && age < openFor)) return 'late';
  return age < fastestPerson ? 'early' : 'fine';
}

/**
 * The stamp of a form as it is shown now. One that comes back refused keeps its time: who mends a mistake in a second is no
 * program. Nor is who sends again what stood open for too long.
 */
export function stampFor(site: string, form: StampedForm, sent = '', now = new Date()): string {
  const shownAt = readStamp(site, form, sent);
  if (!shownAt) return formStamp(site, form, now);
  const isOver = now.getTime() - shownAt.getTime() >= openFor;
  return formStamp(site, form, isOver ? new Date(now.getTime() - 2 * fastestPerson) : shownAt);
}

/** When the form was shown; null for what is no stamp of ours for this form of this site. */
function readStamp(site: string, form: StampedForm, stamp: string): Date | null {
  const [seconds = '', given = ''] = stamp.split('.');
  const wanted = Buffer.from(signature(site, form, seconds));
  const found = Buffer.from(given);
  if (wanted.length !== found.length || !timingSafeEqual(wanted, found)) return null;
  return new Date(Number.parseInt(seconds, 36) * 1000);
}

function signature(site: string, form: StampedForm, seconds: string): string {
  return createHmac('sha256', environment().JOBS_SECRET)
    .update(`form-stamp\n${site}\n${form}\n${seconds}`)
    .digest('base64url');
}
