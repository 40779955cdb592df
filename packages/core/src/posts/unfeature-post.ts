import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { lockPost } from './lock-post.ts';

/** Lets the newest post lead the site again. For one that does not lead it there is nothing to do. */
export const unfeaturePost = command({
  name: 'unfeature-post',
  permission: 'posts:write',
  audit: 'post.unfeatured',
  input: z.strictObject({ postId: id }),
  async run(ctx, { postId }) {
    const { tx, workspace } = ctx;
    const post = await lockPost(tx, workspace.id, postId);
    if (!post.isFeatured) {
      ctx.unchanged();
      return { id: postId };
    }
    await tx.post.updateMany({
      where: { workspaceId: workspace.id, id: postId },
      data: { isFeatured: false },
    });
    await ctx.audit({
      targetKind: 'post',
      targetId: postId,
      targetName: post.title,
      changes: { featured: { from: post.title, to: null } },
    });
    await ctx.enqueue('purge-site', { workspaceId: workspace.id });
    return { id: postId };
  },
});
