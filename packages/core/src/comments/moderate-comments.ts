import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { commentStates } from './comment-states.ts';
import { lockComments, noSuchComment } from './lock-comment.ts';
import { setCommentStates } from './set-comment-states.ts';

const atOnce = 50;

/** Approves, holds or removes several comments. Those that are gone meanwhile are passed over. */
export const moderateComments = command({
  name: 'moderate-comments',
  permission: 'comments:moderate',
  audit: 'comment.moderated',
  input: z.strictObject({
    commentIds: z
      .array(id)
      .min(1, 'Choose at least one comment.')
      .max(atOnce, `Choose at most ${atOnce} comments at once.`),
    state: z.enum(commentStates, 'A comment is visible, held or removed.'),
  }),
  async run(ctx, { commentIds, state }) {
    const comments = await lockComments(ctx.tx, ctx.workspace.id, [...new Set(commentIds)]);
    if (comments.length === 0) throw noSuchComment();
    return { state, changed: await setCommentStates(ctx, comments, state) };
  },
});
