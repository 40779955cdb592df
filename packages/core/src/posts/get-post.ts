import { z } from 'zod';
import { id } from '../input/id.ts';
import { query } from '../registry/query.ts';
import { postResource, readPost } from './post-resource.ts';

/** One post, draft or published, for whoever edits it. */
export const getPost = query({
  name: 'get-post',
  permission: 'posts:read',
  api: {
    method: 'GET',
    path: '/posts/{postId}',
    group: 'Posts',
    summary: 'Read a post',
    output: postResource,
  },
  input: z.strictObject({ postId: id }),
  run: ({ tx, workspace }, { postId }) => readPost(tx, workspace.id, postId),
});
