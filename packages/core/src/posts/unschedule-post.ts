import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { lockPost } from './lock-post.ts';

/** Lets a scheduled post be a draft without a date. For one that waits for nothing there is nothing to do. */
export const unschedulePost = command({
  name: 'unschedule-post',
  permission: 'posts:write',
  audit: 'post.unscheduled',
  whileUnpaid: true,
  input: z.strictObject({ postId: id }),
  async run(ctx, { postId }) {
    const { tx, workspace } = ctx;
    const post = await lockPost(tx, workspace.id, postId);
    if (!post.publishAt) {
      ctx.unchanged();
      return { id: postId, isPublished: post.status === 'published' };
    }
    await tx.post.updateMany({ where: { workspaceId: workspace.id, id: postId }, data: { publishAt: null } });
    await ctx.audit({
      targetKind: 'post',
      targetId: postId,
      targetName: post.title,
      changes: { publishAt: { from: post.publishAt.toISOString(), to: null } },
    });
    return { id: postId, isPublished: false };
  },
});
