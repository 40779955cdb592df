import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import type { IssueMail } from './issue-message-id.ts';

/**
 * Writes down what became of a mail after its server had taken it: it came back for good, and the address gets no more; or
 * its reader called it spam, and has left. Told twice, it counts once.
 */
export async function recordBounce(
  { workspaceId, issueId, subscriberId }: IssueMail,
  { kind, reason }: { kind: 'bounce' | 'complaint'; reason: string },
): Promise<void> {
  const here = Prisma.sql`workspace_id = ${workspaceId}::uuid`;
  await withWorkspace(workspaceId, async (tx) => {
    const known = await rawQuery(
      tx,
      Prisma.sql`select 1 from newsletter_delivery
        where ${here} and issue_id = ${issueId}::uuid and subscriber_id = ${subscriberId}::uuid`,
    );
    if (known.length === 0) return;
    if (kind === 'complaint') {
      await tx.newsletterSubscriber.updateMany({
        where: { workspaceId, id: subscriberId, state: { not: 'unsubscribed' } },
        data: { state: 'unsubscribed', unsubscribedAt: new Date(), askedAt: null },
      });
      return;
    }
    await rawQuery(
      tx,
      Prisma.sql`with returned as (
          update newsletter_delivery set state = 'bounced', settled_at = now(), reason = ${reason}
          where ${here} and issue_id = ${issueId}::uuid and subscriber_id = ${subscriberId}::uuid and state = 'sent'
          returning 1
        )
        update newsletter_issue set bounced = bounced + 1
        where ${here} and id = ${issueId}::uuid and exists (select from returned) returning 1`,
    );
    await tx.newsletterSubscriber.updateMany({
      where: { workspaceId, id: subscriberId, state: 'subscribed' },
      data: { state: 'bounced', bouncedAt: new Date(), bounceReason: reason },
    });
  });
}
