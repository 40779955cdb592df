import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';

/** Puts a draft on the workspace's site. Publishing twice is the same as once. */
export const publishPost = command({
  name: 'publish-post',
  permission: 'posts:write',
  audit: 'post.published',
  input: z.strictObject({ postId: id }),
  async run(ctx, { postId }) {
    const where = { workspaceId: ctx.workspace.id, id: postId };
    const { count } = await ctx.tx.post.updateMany({
      where: { ...where, status: 'draft' },
      data: { status: 'published', publishedAt: new Date() },
    });
    const post = await ctx.tx.post.findFirst({ where, select: { slug: true, title: true } });
    if (!post) throw new AppError('NOT_FOUND', 'This workspace has no such post. Reload the list.');
    if (count === 0) {
      ctx.unchanged();
      return { slug: post.slug };
    }
    await ctx.audit({
      targetKind: 'post',
      targetId: postId,
      targetName: post.title,
      changes: { status: { from: 'draft', to: 'published' } },
    });
    await ctx.enqueue('purge-site', { workspaceId: ctx.workspace.id });
    return { slug: post.slug };
  },
});
