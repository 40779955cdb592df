import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { addComment } from './add-comment.ts';
import { commentBody } from './comment-body.ts';
import { commentResource } from './comment-resource.ts';
import { readComment } from './read-comment.ts';

/** The same for the team and its programs: what they write appears at once. */
export const writeComment = command({
  name: 'write-comment',
  permission: 'comments:write',
  audit: 'comment.created',
  api: {
    method: 'POST',
    path: '/comments',
    group: 'Comments',
    summary: 'Write a comment',
    description: 'Its author is whoever made the key. It appears at once, and never waits to be approved.',
    status: 201,
    location: '/comments/{id}',
    output: commentResource,
  },
  input: z.strictObject({
    postId: id.describe('A published post.'),
    parentId: id.optional().describe('The comment to reply to, which is no reply itself.'),
    body: commentBody,
  }),
  async run(ctx, given) {
    const added = await addComment(ctx, given);
    return readComment(ctx.tx, ctx.workspace.id, added.id);
  },
});
