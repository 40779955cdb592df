import { z } from 'zod';
import { unseenField } from '../abuse/check-form.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { addComment } from './add-comment.ts';
import { commentBody } from './comment-body.ts';
import { limitWriting } from './limit-writing.ts';

/** Writes below a post, or replies to a comment there, as somebody who belongs to the workspace or its site. */
export const createComment = command({
  name: 'create-comment',
  permission: 'site:comment',
  audit: 'comment.created',
  input: z.strictObject({ postId: id, parentId: id.optional(), body: commentBody, website: unseenField }),
  prepare: limitWriting,
  run: (ctx, { website, ...comment }) => addComment(ctx, { ...comment, isAutomated: website !== '' }),
});
