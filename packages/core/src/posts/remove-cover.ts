import { z } from 'zod';
import { removeFile } from '../files/remove-file.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { lockPost } from './lock-post.ts';

/** Takes the cover of a post away; a chart stands there again. Removing none is no change. */
export const removeCover = command({
  name: 'remove-cover',
  permission: 'posts:write',
  audit: 'post.cover_changed',
  whileUnpaid: true,
  input: z.strictObject({ postId: id }),
  async run(ctx, { postId }) {
    const { tx, workspace } = ctx;
    const post = await lockPost(tx, workspace.id, postId);
    if (!post.coverPath) {
      ctx.unchanged();
      return { id: postId };
    }
    await tx.post.updateMany({
      where: { workspaceId: workspace.id, id: postId },
      data: { coverPath: null, coverAlt: '' },
    });
    await removeFile(ctx, post.coverPath);
    await ctx.audit({
      targetKind: 'post',
      targetId: postId,
      targetName: post.title,
      changes: { cover: { from: post.coverPath, to: null } },
    });
    if (post.status === 'published') await ctx.enqueue('purge-site', { workspaceId: workspace.id });
    return { id: postId };
  },
});
