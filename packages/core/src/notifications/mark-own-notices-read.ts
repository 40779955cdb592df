import { z } from 'zod';
import { command } from '../registry/command.ts';
import { siteTypes } from './site-types.ts';

/** Marks what the person was told about this site as read, all of it. What concerns the team stays as it is. */
export const markOwnNoticesRead = command({
  name: 'mark-own-notices-read',
  permission: 'self:manage',
  audit: null,
  whileUnpaid: true,
  input: z.strictObject({}),
  async run({ tx, workspace, actor }) {
    const { count } = await tx.notification.updateMany({
      where: {
        workspaceId: workspace.id,
        userId: actor.userId,
        type: { in: [...siteTypes] },
        readAt: null,
      },
      data: { readAt: new Date() },
    });
    return { marked: count };
  },
});
