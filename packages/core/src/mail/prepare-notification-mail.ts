import { withWorkspace } from '@archipelago/db/with-workspace';
import { notificationText } from '../notifications/notification-text.ts';
import {
  definitionOf,
  type NotificationType,
  notificationDefinition,
} from '../notifications/notification-types.ts';
import { unsubscribeUrl } from '../notifications/unsubscribe-link.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import type { MailMessage } from './send-mail.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { type ApprovedMail, approvedMail } from './templates/approved.ts';
import { notificationMail } from './templates/notification.ts';
import { replyMail } from './templates/reply.ts';

/** Null when it was sent already, or is not wanted any more, or the person has left or has no address. */
export async function prepareNotificationMail(
  workspaceId: string,
  notificationId: string,
): Promise<PreparedMail | null> {
  const found = await withWorkspace(workspaceId, async (tx) => {
    const notification = await tx.notification.findFirst({
      where: { workspaceId, id: notificationId, mail: true, mailedAt: null },
      include: { workspace: true, user: true },
    });
    if (!notification || !notificationDefinition(notification.type)) return null;
    const { userId, type } = notification;
    const [chosen, member] = [
      await tx.notificationPreference.findUnique({
        where: { workspaceId_userId_type: { workspaceId, userId, type } },
      }),
      await tx.member.findFirst({ where: { workspaceId, userId, blockedAt: null }, select: { role: true } }),
    ];
    const isWanted = chosen?.mail ?? definitionOf(type as NotificationType).defaults.mail;
    // A guest has no dashboard: what leads there is not for them.
    const isOnSite = definitionOf(type as NotificationType).place === 'site';
    if (!member || !isWanted || (member.role === 'guest' && !isOnSite)) return null;
    return { ...notification, isOnSite, isGuest: member.role === 'guest' };
  });
  if (!found?.user.email) return null;
  const { workspace, user, type, isOnSite, isGuest } = found;
  const unsubscribe = unsubscribeUrl(workspace.slug, { workspaceId, userId: user.id, type });
  return {
    to: user.email,
    message: isGuest
      ? guestMail(type, {
          workspace,
          post: found.path?.startsWith('/guestbook') ? null : found.targetName,
          url: workspaceUrl(workspace.slug, found.path ?? '/'),
          unsubscribeUrl: unsubscribe,
        })
      : notificationMail({
          workspace,
          title: definitionOf(type as NotificationType).title,
          text: notificationText(found),
          action: isOnSite
            ? { label: 'Read it on the site', url: workspaceUrl(workspace.slug, found.path ?? '/') }
            : {
                label: 'Open the dashboard',
                url: workspaceUrl(workspace.slug, `/dashboard${found.path ?? ''}`),
              },
          settingsUrl: workspaceUrl(workspace.slug, '/dashboard/settings/notifications'),
          unsubscribeUrl: unsubscribe,
        }),
    messageId: `notification.${notificationId}`,
    unsubscribeUrl: unsubscribe,
    sent: () =>
      withWorkspace(workspaceId, async (tx) => {
        await tx.notification.updateMany({
          where: { workspaceId, id: notificationId },
          data: { mailedAt: new Date() },
        });
      }),
  };
}

/** What can happen to a guest happens on the site, and is told in its language. */
function guestMail(type: string, given: ApprovedMail): MailMessage {
  return type === 'comment-approved' ? approvedMail(given) : replyMail(given);
}
