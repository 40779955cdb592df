import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { noSuchPost } from './post-resource.ts';
import { purgeHidden } from './purge-hidden.ts';

/** Deletes a post with its comments, for good. */
export const deletePost = command({
  name: 'delete-post',
  permission: 'posts:write',
  audit: 'post.deleted',
  whileUnpaid: true,
  api: {
    method: 'DELETE',
    path: '/posts/{postId}',
    group: 'Posts',
    summary: 'Delete a post',
    description: 'Deletes it with its comments, for good.',
    status: 204,
    row: 'post',
  },
  input: z.strictObject({ postId: id }),
  async run(ctx, { postId }) {
    const { tx, workspace } = ctx;
    const where = { workspaceId: workspace.id, id: postId };
    const post = await tx.post.findFirst({ where, select: { title: true } });
    const { count } = await tx.post.deleteMany({ where });
    if (!post || count === 0) throw noSuchPost();
    await ctx.audit({ targetKind: 'post', targetId: postId, targetName: post.title });
    await purgeHidden(ctx, workspace.id);
    return { title: post.title };
  },
});
