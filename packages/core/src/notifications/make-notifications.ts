import { entitlementsOf } from '../billing/entitlements-of.ts';
import type { Receiver } from '../events/subscribers.ts';
import type { WorkspaceEvent } from '../events/workspace-event.ts';
import { takeMails } from '../usage/count-mails.ts';
import { findRecipients } from './find-recipients.ts';
import { findRepliedTo } from './find-replied-to.ts';
import { notificationTypeOf } from './notification-type-of.ts';
import { definitionOf, type NotificationType } from './notification-types.ts';

/** Tells whom it concerns, each once, and queues their mails. Again for the same event, it adds nothing. */
export const makeNotifications: Receiver = async (event) => {
  const { tx, workspaceId } = event;
  const type = notificationTypeOf(event);
  if (!type) return;
  const { audience, place } = definitionOf(type);
  const { recipients, path } =
    audience === 'whoever is replied to'
      ? await findRepliedTo(event, type)
      : { recipients: await findRecipients(event, type), path: place };
  if (recipients.length === 0) return;
  const now = new Date();
  const made = await tx.notification.createManyAndReturn({
    data: recipients.map(({ userId, channels }) => ({
      workspaceId,
      userId,
      type,
      eventId: event.id,
      actorName: event.actorName,
      targetName: event.targetName,
      path,
      ...channels,
      readAt: channels.inApp ? null : now,
    })),
    skipDuplicates: true,
    select: { id: true, mail: true },
  });
  const mailed = made.filter(({ mail }) => mail).map(({ id }) => id);
  if (!(await hasRoomFor(event, type, mailed.length))) {
    // The month's mails are used up: it is read in the dashboard instead, also by whoever wants only mails.
    await tx.notification.updateMany({
      where: { workspaceId, id: { in: mailed } },
      data: { mail: false, inApp: true, readAt: null },
    });
    return;
  }
  for (const id of mailed) {
    await event.enqueue('mail', id, { message: 'notification', workspaceId, notificationId: id });
  }
};

/** What is about paying, or about the workspace's data leaving it, always goes, and is not counted. */
const alwaysMailed: readonly string[] = ['Billing', 'Data'];

async function hasRoomFor(
  { tx, workspaceId }: WorkspaceEvent,
  type: NotificationType,
  amount: number,
): Promise<boolean> {
  if (amount === 0 || alwaysMailed.includes(definitionOf(type).group)) return true;
  const subscription = await tx.subscription.findUnique({ where: { workspaceId } });
  const allowed = entitlementsOf(subscription).emailsPerMonth;
  return takeMails(tx, { workspaceId, kind: 'notification', amount, allowed });
}
