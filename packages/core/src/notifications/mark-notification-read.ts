import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';

/** Marks one of the person's own as read. An id that is none of theirs marks nothing, and tells nothing. */
export const markNotificationRead = command({
  name: 'mark-notification-read',
  permission: 'dashboard:view',
  audit: 'notification.preferences_changed',
  input: z.strictObject({ notificationId: id }),
  async run(ctx, { notificationId }) {
    const { count } = await ctx.tx.notification.updateMany({
      where: { workspaceId: ctx.workspace.id, id: notificationId, userId: ctx.actor.userId, readAt: null },
      data: { readAt: new Date() },
    });
    // What somebody has read is nobody else's business.
    ctx.unchanged();
    return { marked: count };
  },
});
