import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { commentResource } from './comment-resource.ts';
import { commentStates } from './comment-states.ts';
import { lockComment } from './lock-comment.ts';
import { readComment } from './read-comment.ts';
import { setCommentStates } from './set-comment-states.ts';

/** Approves, holds or removes one comment. */
export const updateComment = command({
  name: 'update-comment',
  permission: 'comments:moderate',
  audit: 'comment.moderated',
  api: {
    method: 'PATCH',
    path: '/comments/{commentId}',
    group: 'Comments',
    summary: 'Moderate a comment',
    description:
      'Visible approves it, held takes it back to the queue, removed takes it off the site and keeps it for 30 days.',
    output: commentResource,
    row: 'comment',
  },
  input: z.strictObject({
    commentId: id,
    state: z.enum(commentStates, 'A comment is visible, held or removed.'),
  }),
  async run(ctx, { commentId, state }) {
    const comment = await lockComment(ctx.tx, ctx.workspace.id, commentId);
    await setCommentStates(ctx, [comment], state);
    return readComment(ctx.tx, ctx.workspace.id, commentId);
  },
});
