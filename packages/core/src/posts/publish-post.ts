import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { lockPost } from './lock-post.ts';
import { stateOf } from './state-of.ts';

/** Puts a draft on the workspace's site, a scheduled one before its time. Publishing twice is the same as once. */
export const publishPost = command({
  name: 'publish-post',
  permission: 'posts:write',
  audit: 'post.published',
  input: z.strictObject({ postId: id }),
  async run(ctx, { postId }) {
    const { tx, workspace } = ctx;
    const post = await lockPost(tx, workspace.id, postId);
    if (post.status === 'published') {
      ctx.unchanged();
      return { slug: post.slug };
    }
    await tx.post.updateMany({
      where: { workspaceId: workspace.id, id: postId },
      data: { status: 'published', publishedAt: new Date(), publishAt: null },
    });
    await ctx.audit({
      targetKind: 'post',
      targetId: postId,
      targetName: post.title,
      changes: { status: { from: stateOf(post), to: 'published' } },
    });
    await ctx.enqueue('purge-site', { workspaceId: workspace.id });
    return { slug: post.slug };
  },
});
