import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { recordFile } from '../files/record-file.ts';
import { removeFile } from '../files/remove-file.ts';
import { storeImage } from '../files/store-image.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { lockPost } from './lock-post.ts';
import { coverAlt } from './post-fields.ts';

/** Gives a post a cover in place of the one it has. Takes PNG, JPEG and WebP up to 2 MB. */
export const uploadCover = command({
  name: 'upload-cover',
  permission: 'posts:write',
  audit: 'post.cover_changed',
  input: z.strictObject({ postId: id, image: z.file('Choose a picture first.'), alt: coverAlt.default('') }),
  prepare: (ctx, { image }) => storeImage(ctx, 'post', image, 'image'),
  async run(ctx, { postId, alt }, stored) {
    const { tx, workspace } = ctx;
    await lockWorkspace(tx, workspace.id);
    const post = await lockPost(tx, workspace.id, postId);
    if (post.coverPath) await removeFile(ctx, post.coverPath);
    await recordFile(ctx, stored);
    await tx.post.updateMany({
      where: { workspaceId: workspace.id, id: postId },
      data: { coverPath: stored.path, coverAlt: alt },
    });
    const { contentType, width, height } = stored;
    await ctx.audit({
      targetKind: 'post',
      targetId: postId,
      targetName: post.title,
      changes: { cover: { from: post.coverPath, to: `${contentType}, ${width} × ${height} pixels` } },
    });
    if (post.status === 'published') await ctx.enqueue('purge-site', { workspaceId: workspace.id });
    return { id: postId };
  },
});
