import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { eraseWords } from './erase-words.ts';
import { lockComment, noSuchComment } from './lock-comment.ts';

/** Deletes one's own comment for good, at any time, also after one has left or was blocked. */
export const deleteComment = command({
  name: 'delete-comment',
  permission: 'site:comment',
  audit: 'comment.deleted',
  whileUnpaid: true,
  input: z.strictObject({ commentId: id }),
  async run(ctx, { commentId }) {
    const comment = await lockComment(ctx.tx, ctx.workspace.id, commentId);
    if (comment.authorUserId !== ctx.actor.userId) throw noSuchComment();
    await eraseWords(ctx, comment);
    return { id: commentId, postSlug: comment.postSlug };
  },
});
