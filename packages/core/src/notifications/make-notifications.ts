import type { Receiver } from '../events/subscribers.ts';
import { findRecipients } from './find-recipients.ts';
import { findRepliedTo } from './find-replied-to.ts';
import { definitionOf, notificationTypeOf } from './notification-types.ts';

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
  for (const { id, mail } of made) {
    if (!mail) continue;
    await event.enqueue('mail', id, { message: 'notification', workspaceId, notificationId: id });
  }
};
