import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { momentOf } from '../time/zoned-time.ts';
import { lockPost } from './lock-post.ts';
import { awaitMinute, scheduledMinute } from './schedule.ts';

/** Has a draft published at a minute to come, by the clocks of the workspace; again for another minute. */
export const schedulePost = command({
  name: 'schedule-post',
  permission: 'posts:write',
  audit: 'post.scheduled',
  input: z.strictObject({
    postId: id,
    at: z.string('Give a date and a time.').max(30, 'Give a date and a time.'),
  }),
  async run(ctx, { postId, at }) {
    const { tx, workspace } = ctx;
    const publishAt = scheduledMinute(momentOf(at, workspace.timeZone), 'at');
    const post = await lockPost(tx, workspace.id, postId);
    if (post.status === 'published') {
      throw new AppError('CONFLICT', 'This post is on the site already. Take it down first.');
    }
    if (post.publishAt?.getTime() === publishAt.getTime()) {
      ctx.unchanged();
      return { id: postId, publishAt };
    }
    await tx.post.updateMany({ where: { workspaceId: workspace.id, id: postId }, data: { publishAt } });
    await awaitMinute(tx, workspace.id, postId, publishAt);
    await ctx.audit({
      targetKind: 'post',
      targetId: postId,
      targetName: post.title,
      changes: {
        publishAt: { from: post.publishAt?.toISOString() ?? null, to: publishAt.toISOString() },
      },
    });
    return { id: postId, publishAt };
  },
});
