import { z } from 'zod';
import { command } from '../registry/command.ts';

/** Marks everything the person has been told in this workspace as read. */
export const markAllNotificationsRead = command({
  name: 'mark-all-notifications-read',
  permission: 'dashboard:view',
  audit: 'notification.preferences_changed',
  input: z.strictObject({}),
  async run(ctx) {
    const { count } = await ctx.tx.notification.updateMany({
      where: { workspaceId: ctx.workspace.id, userId: ctx.actor.userId, readAt: null },
      data: { readAt: new Date() },
    });
    // What somebody has read is nobody else's business.
    ctx.unchanged();
    return { marked: count };
  },
});
