import { withWorkspace } from '@archipelago/db/with-workspace';
import { entitlementsOf } from '../billing/entitlements-of.ts';
import { usageOf } from '../entitlements/usage-of.ts';
import { notificationText } from '../notifications/notification-text.ts';
import { unsubscribeUrl } from '../notifications/unsubscribe-link.ts';
import { countMails } from '../usage/count-mails.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { digestMail } from './templates/digest.ts';

const shown = 20;

/**
 * Null when there is nothing unread to tell, or the person has left, wants no digest, or has no address; and when the
 * plan's mails of the month are used up: then what is in it waits for the first digest of the next one.
 */
export async function prepareDigestMail(
  workspaceId: string,
  userId: string,
  day: string,
): Promise<PreparedMail | null> {
  const found = await withWorkspace(workspaceId, async (tx) => {
    const member = await tx.member.findFirst({
      where: { workspaceId, userId, role: { not: 'guest' }, blockedAt: null },
      include: { workspace: true, user: true },
    });
    const refused = await tx.notificationPreference.findMany({
      where: { workspaceId, userId, digest: false },
      select: { type: true },
    });
    const news = await tx.notification.findMany({
      where: {
        workspaceId,
        userId,
        digest: true,
        digestedAt: null,
        readAt: null,
        type: { notIn: refused.map(({ type }) => type) },
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: 500,
      select: { id: true, type: true, actorName: true, targetName: true },
    });
    const allowed = entitlementsOf(
      await tx.subscription.findUnique({ where: { workspaceId } }),
    ).emailsPerMonth;
    const hasRoom = (await usageOf(tx, workspaceId, 'emailsPerMonth')) < allowed;
    return { member, news, allowed, hasRoom };
  });
  const { member, news, allowed, hasRoom } = found;
  if (!member?.user.email || news.length === 0 || !hasRoom) return null;
  const { workspace, user } = member;
  const unsubscribe = unsubscribeUrl(workspace.slug, { workspaceId, userId, type: 'digest' });
  return {
    to: user.email,
    message: digestMail({
      workspace,
      lines: news.slice(0, shown).map(notificationText),
      more: Math.max(0, news.length - shown),
      url: workspaceUrl(workspace.slug, '/dashboard/notifications'),
      unsubscribeUrl: unsubscribe,
    }),
    messageId: `digest.${workspaceId}.${userId}.${day}`,
    unsubscribeUrl: unsubscribe,
    sent: () =>
      withWorkspace(workspaceId, async (tx) => {
        await tx.notification.updateMany({
          where: { workspaceId, userId, id: { in: news.map(({ id }) => id) } },
          data: { digestedAt: new Date() },
        });
        await countMails(tx, { workspaceId, kind: 'digest', amount: 1, allowed });
      }),
  };
}
