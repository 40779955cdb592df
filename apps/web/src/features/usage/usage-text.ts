import type { UsagePart } from '@archipelago/core/usage/breakdown-sql';
import type { Forecast } from '@archipelago/core/usage/forecast-use';
import type { UsageReport } from '@archipelago/core/usage/get-usage-report';
import { type Meter, meters, writeUse } from '@archipelago/core/usage/meters';
import { dayText } from './usage-dates.ts';

/** The four that the page leads with; the others stand below. */
export const leadingMeters: readonly Meter[] = ['apiRequests', 'emails', 'storageBytes', 'seats'];

/** What the list of parts is headed by, and what to do where it is empty. */
export const partsTexts: Partial<Record<Meter, { title: string; empty: string }>> = {
  apiRequests: {
    title: 'By API key',
    empty:
      'No key was used in this time. Make one under Developers to let a program work with this workspace.',
  },
  emails: {
    title: 'By kind',
    empty: 'No mail was sent in this time. Invitations, notifications, digests and newsletters count.',
  },
  posts: { title: 'By author', empty: 'Nobody has written yet. Write the first post under Posts.' },
  storageBytes: { title: 'By kind', empty: 'Nothing is stored. Pictures you upload under Branding count.' },
  seats: { title: 'By role', empty: 'Nobody is on the team.' },
};

const kinds: Record<string, string> = {
  invitation: 'Invitations',
  notification: 'Notifications',
  newsletter: 'Newsletter',
  digest: 'Daily digests',
  logo: 'Logos',
  cover: 'Covers',
  owner: 'Owners',
  admin: 'Admins',
  member: 'Members',
  invited: 'Open invitations',
};

/** Below a figure: `of 250,000 a month`; near the limit with how near: `82% of 10,000 a month`. */
export function limitText({ meter, used, limit }: { meter: Meter; used: number; limit: number }): string {
  if (limit === 0) return used > 0 ? 'none on your plan' : 'not on your plan';
  const of = `of ${writeUse(meter, limit)}${meters[meter].isMonthly ? ' a month' : ''}`;
  // Never rounded up to all of it.
  return used / limit >= 0.8 ? `${Math.floor((used / limit) * 100)}% ${of}` : of;
}

/** A share of requests that were answered with an error: `0%`, `0.2%`, `6.4%`. */
export function errorShare({ used, failed }: Pick<UsagePart, 'used' | 'failed'>): number {
  return used > 0 && failed ? Math.round((failed / used) * 1_000) / 10 : 0;
}

/** A part by the name people know; a name of the workspace's own as it is. */
export function partName({ name, kind }: UsagePart): string {
  const isOurs = kind === 'mail' || kind === 'file' || kind === 'seat';
  return isOurs ? (kinds[name] ?? name.replace(/^./, (letter) => letter.toUpperCase())) : name;
}

/** `At this pace, 78,000 by 30 November 2026: within your plan.` Null without a forecast. */
export function paceText(
  { meter, range, meters: all }: UsageReport,
  forecast: Forecast | null,
): string | null {
  if (!forecast) return null;
  const limit = all.find((one) => one.meter === meter)?.limit ?? 0;
  const total = writeUse(meter, forecast.total);
  const last = dayText(new Date(range.end.getTime() - 1));
  if (forecast.total <= limit)
    return `At this pace about ${total} by ${last}, of ${writeUse(meter, limit)} on your plan.`;
  return `At this pace about ${total} by ${last}, more than the ${writeUse(meter, limit)} on your plan.`;
}

/** What happened at a limit: `E-mails reached 80%`. */
export function warningTitle({ meter, threshold }: UsageReport['warnings'][number]): string {
  return threshold === 100
    ? `${meters[meter].title}: limit reached`
    : `${meters[meter].title}: ${threshold}% reached`;
}

/** Who is told, as one reads it aloud: `Ada`, `Ada and Grace`, `Ada, Grace and Alan`. */
export function namesText(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
