import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { lockPost } from './lock-post.ts';

/** Has a published post lead the site, in place of the one that did. */
export const featurePost = command({
  name: 'feature-post',
  permission: 'posts:write',
  audit: 'post.featured',
  input: z.strictObject({ postId: id }),
  async run(ctx, { postId }) {
    const { tx, workspace } = ctx;
    // Of two at once the later one stays.
    await lockWorkspace(tx, workspace.id);
    const post = await lockPost(tx, workspace.id, postId);
    if (post.status !== 'published') {
      throw new AppError('CONFLICT', 'Only a published post can lead the site. Publish it first.');
    }
    if (post.isFeatured) {
      ctx.unchanged();
      return { id: postId };
    }
    const before = await tx.post.findFirst({
      where: { workspaceId: workspace.id, isFeatured: true },
      select: { id: true, title: true },
    });
    if (before) {
      await tx.post.updateMany({
        where: { workspaceId: workspace.id, id: before.id },
        data: { isFeatured: false },
      });
    }
    await tx.post.updateMany({
      where: { workspaceId: workspace.id, id: postId },
      data: { isFeatured: true },
    });
    await ctx.audit({
      targetKind: 'post',
      targetId: postId,
      targetName: post.title,
      changes: { featured: { from: before?.title ?? null, to: post.title } },
    });
    await ctx.enqueue('purge-site', { workspaceId: workspace.id });
    return { id: postId };
  },
});
