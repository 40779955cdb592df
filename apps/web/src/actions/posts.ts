import { createPost } from '@archipelago/core/posts/create-post';
import { deletePost } from '@archipelago/core/posts/delete-post';
import { featurePost } from '@archipelago/core/posts/feature-post';
import { publishPost } from '@archipelago/core/posts/publish-post';
import { removeCover } from '@archipelago/core/posts/remove-cover';
import { schedulePost } from '@archipelago/core/posts/schedule-post';
import { unfeaturePost } from '@archipelago/core/posts/unfeature-post';
import { unpublishPost } from '@archipelago/core/posts/unpublish-post';
import { unschedulePost } from '@archipelago/core/posts/unschedule-post';
import { updatePost } from '@archipelago/core/posts/update-post';
import { uploadCover } from '@archipelago/core/posts/upload-cover';
import { workspaceAction } from './action-of.ts';

export const posts = {
  create: workspaceAction(createPost, ({ publish, ...post }) => ({ ...post, publish: publish === 'true' })),
  update: workspaceAction(updatePost),
  publish: workspaceAction(publishPost),
  unpublish: workspaceAction(unpublishPost),
  schedule: workspaceAction(schedulePost),
  unschedule: workspaceAction(unschedulePost),
  feature: workspaceAction(featurePost),
  unfeature: workspaceAction(unfeaturePost),
  uploadCover: workspaceAction(uploadCover),
  removeCover: workspaceAction(removeCover),
  delete: workspaceAction(deletePost),
};
