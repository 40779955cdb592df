import { createPost } from '@archipelago/core/posts/create-post';
import { publishPost } from '@archipelago/core/posts/publish-post';
import { workspaceAction } from './action-of.ts';

export const posts = {
  create: workspaceAction(createPost, ({ publish, ...post }) => ({ ...post, publish: publish === 'true' })),
  publish: workspaceAction(publishPost),
};
