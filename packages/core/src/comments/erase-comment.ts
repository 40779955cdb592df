import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { eraseWords } from './erase-words.ts';
import { lockComment } from './lock-comment.ts';

/** Deletes anybody's comment for good, which removing it does not. */
export const eraseComment = command({
  name: 'erase-comment',
  permission: 'comments:moderate',
  audit: 'comment.deleted',
  whileUnpaid: true,
  api: {
    method: 'DELETE',
    path: '/comments/{commentId}',
    group: 'Comments',
    summary: 'Delete a comment',
    description:
      'Deletes its text for good; replies stay. To take it off the site and keep it, change its state to removed.',
    status: 204,
    row: 'comment',
  },
  input: z.strictObject({ commentId: id }),
  async run(ctx, { commentId }) {
    const comment = await lockComment(ctx.tx, ctx.workspace.id, commentId);
    await eraseWords(ctx, comment);
    return { id: commentId };
  },
});
