import { createHmac, timingSafeEqual } from 'node:crypto';
import { environment } from '../environment.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';

/** How long the link that confirms a subscription works. */
export const confirmationDays = 7;

interface Asked {
  workspaceId: string;
  subscriberId: string;
  /** When they were asked: the row's own, so that a link of an earlier time, or from before they left, ends. */
  askedAt: Date;
}

/** The link of the mail that asks whether somebody wants the newsletter. Opened, it changes nothing. */
export function confirmationUrl(slug: string, asked: Asked): string {
  const query = new URLSearchParams({
    subscriber: asked.subscriberId,
    asked: asked.askedAt.getTime().toString(36),
    key: confirmationKey(asked),
  });
  return workspaceUrl(slug, `/newsletter/confirm?${query}`);
}

/** When a link's mail was written; null for a link that we did not make, or that is too old. */
export function readConfirmation(
  workspaceId: string,
  { subscriberId, asked, key }: { subscriberId: string; asked: string; key: string },
  now = new Date(),
): Date | null {
  const askedAt = new Date(Number.parseInt(asked, 36));
  if (Number.isNaN(askedAt.getTime())) return null;
  if (!isSame(confirmationKey({ workspaceId, subscriberId, askedAt }), key)) return null;
  return now.getTime() - askedAt.getTime() < confirmationDays * 86_400_000 ? askedAt : null;
}

/** The link that ends the newsletter for one address, without signing in. It does nothing else, and never expires. */
export function leaveUrl(slug: string, workspaceId: string, subscriberId: string): string {
  const query = new URLSearchParams({
    subscriber: subscriberId,
    key: leaveKey(workspaceId, subscriberId),
  });
  return workspaceUrl(slug, `/newsletter/unsubscribe?${query}`);
}

export function isLeaveKey(workspaceId: string, subscriberId: string, key: string): boolean {
  return isSame(leaveKey(workspaceId, subscriberId), key);
}

export function leaveKey(workspaceId: string, subscriberId: string): string {
  return signature(['newsletter-leave', workspaceId, subscriberId]);
}

export function confirmationKey({ workspaceId, subscriberId, askedAt }: Asked): string {
  return signature(['newsletter-confirm', workspaceId, subscriberId, String(askedAt.getTime())]);
}

function signature(parts: readonly string[]): string {
  return createHmac('sha256', environment().JOBS_SECRET).update(parts.join('\n')).digest('base64url');
}

function isSame(wanted: string, given: string): boolean {
  const [one, other] = [Buffer.from(wanted), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}
