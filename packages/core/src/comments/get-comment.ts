import { z } from 'zod';
import { id } from '../input/id.ts';
import { query } from '../registry/query.ts';
import { commentResource } from './comment-resource.ts';
import { readComment } from './read-comment.ts';

/** One comment, in whichever state. */
export const getComment = query({
  name: 'get-comment',
  permission: 'comments:read',
  api: {
    method: 'GET',
    path: '/comments/{commentId}',
    group: 'Comments',
    summary: 'Read a comment',
    output: commentResource,
  },
  input: z.strictObject({ commentId: id }),
  run: ({ tx, workspace }, { commentId }) => readComment(tx, workspace.id, commentId),
});
