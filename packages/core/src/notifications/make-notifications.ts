import { entitlementsOf } from '../billing/entitlements-of.ts';
import type { Receiver } from '../events/subscribers.ts';
import type { WorkspaceEvent } from '../events/workspace-event.ts';
import { takeMails } from '../usage/count-mails.ts';
import { findRecipients, type Recipient } from './find-recipients.ts';
import { findRepliedTo } from './find-replied-to.ts';
import { findWriter } from './find-writer.ts';
import { definitionOf, type NotificationType } from './notification-types.ts';
import { notificationTypesOf } from './notification-types-of.ts';

/** Tells whom it concerns, each once, and queues their mails. Again for the same event, it adds nothing. */
export const makeNotifications: Receiver = async (event) => {
  for (const type of notificationTypesOf(event)) await makeFor(event, type);
};

async function makeFor(event: WorkspaceEvent, type: NotificationType): Promise<void> {
  const { tx, workspaceId } = event;
  const { recipients, path } = await toldOf(event, type);
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
}

/** Whom it concerns, and where it leads. */
async function toldOf(
  event: WorkspaceEvent,
  type: NotificationType,
): Promise<{ recipients: Recipient[]; path: string }> {
  const { audience, place } = definitionOf(type);
  if (audience === 'whoever is replied to') return findRepliedTo(event, type);
  if (audience === 'whoever wrote it') return findWriter(event, type);
  return { recipients: await findRecipients(event, type), path: place };
}

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
