import { randomUUID } from 'node:crypto';
import { confirmationKey } from '@archipelago/core/newsletter/newsletter-links';
import type { SubscriberState } from '@archipelago/core/newsletter/subscriber-states';
import { withWorkspace } from '@archipelago/db/with-workspace';
import type { MadeWorkspace } from './factories.ts';

export interface MadeSubscriber {
  id: string;
  email: string;
  askedAt: Date;
}

/** Somebody who subscribed on the site and has not confirmed yet, unless said otherwise. */
export async function makeSubscriber(
  { id: workspaceId }: MadeWorkspace,
  over: { email?: string; state?: SubscriberState; askedAt?: Date; createdAt?: Date } = {},
): Promise<MadeSubscriber> {
  const id = randomUUID();
  const { email = `${id}@example.test`, state = 'waiting', askedAt = new Date(), createdAt } = over;
  const now = new Date();
  await withWorkspace(workspaceId, (tx) =>
    tx.newsletterSubscriber.createMany({
      data: {
        workspaceId,
        id,
        email,
        state,
        source: 'form',
        askedAt,
        confirmedAt: state === 'waiting' ? null : now,
        unsubscribedAt: state === 'unsubscribed' ? now : null,
        bouncedAt: state === 'bounced' ? now : null,
        ...(createdAt ? { createdAt } : {}),
      },
    }),
  );
  return { id, email, askedAt };
}

/** What the link of their mail says. */
export function confirmationOf(workspaceId: string, { id, askedAt }: MadeSubscriber) {
  return {
    subscriberId: id,
    asked: askedAt.getTime().toString(36),
    key: confirmationKey({ workspaceId, subscriberId: id, askedAt }),
  };
}

/** An issue that was stopped before its first mail. */
export async function makeIssue(
  { id: workspaceId }: MadeWorkspace,
  { postId, title }: { postId: string; title: string },
): Promise<{ id: string; postId: string }> {
  const id = randomUUID();
  await withWorkspace(workspaceId, (tx) =>
    tx.newsletterIssue.createMany({
      data: {
        workspaceId,
        id,
        postId,
        title,
        slug: 'a-post',
        body: title,
        total: 0,
        state: 'cancelled',
        finishedAt: new Date(),
      },
    }),
  );
  return { id, postId };
}
