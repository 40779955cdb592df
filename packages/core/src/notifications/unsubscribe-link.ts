import { createHmac, timingSafeEqual } from 'node:crypto';
import { environment } from '../environment.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';

/** `digest` stands for the daily digest as a whole; everything else is a notification type whose mail ends. */
interface Subscription {
  workspaceId: string;
  userId: string;
  type: string;
}

/** The link that ends one kind of mail for one person, without signing in. It does nothing else, and never expires. */
export function unsubscribeUrl(slug: string, subscription: Subscription): string {
  const { userId, type } = subscription;
  const query = new URLSearchParams({ person: userId, type, key: unsubscribeKey(subscription) });
  return workspaceUrl(slug, `/unsubscribe?${query}`);
}

export function isUnsubscribeKey(subscription: Subscription, key: string): boolean {
  const wanted = Buffer.from(unsubscribeKey(subscription));
  const given = Buffer.from(key);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

function unsubscribeKey({ workspaceId, userId, type }: Subscription): string {
  return createHmac('sha256', environment().JOBS_SECRET)
    .update(`unsubscribe\n${workspaceId}\n${userId}\n${type}`)
    .digest('base64url');
}
