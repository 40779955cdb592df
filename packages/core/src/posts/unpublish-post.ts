import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { lockPost } from './lock-post.ts';
import { purgeHidden } from './purge-hidden.ts';

/** Takes a post off the site; it is a draft again, with its comments. Taking down a draft is no change. */
export const unpublishPost = command({
  name: 'unpublish-post',
  permission: 'posts:write',
  audit: 'post.unpublished',
  whileUnpaid: true,
  input: z.strictObject({ postId: id }),
  async run(ctx, { postId }) {
    const { tx, workspace } = ctx;
    const post = await lockPost(tx, workspace.id, postId);
    if (post.status === 'draft') {
      ctx.unchanged();
      return { id: postId };
    }
    await tx.post.updateMany({
      where: { workspaceId: workspace.id, id: postId },
      data: { status: 'draft', publishedAt: null, isFeatured: false },
    });
    await ctx.audit({
      targetKind: 'post',
      targetId: postId,
      targetName: post.title,
      changes: { status: { from: 'published', to: 'draft' } },
    });
    await purgeHidden(ctx, workspace.id);
    return { id: postId };
  },
});
