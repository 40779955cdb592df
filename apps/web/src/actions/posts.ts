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
import { uploadPicture } from '@archipelago/core/posts/upload-picture';
import { workspaceAction } from './action-of.ts';

type Fields = Record<string, FormDataEntryValue>;

/** What is written of a post, without the fields beside it that upload a picture for its text. */
function written({ picture: _, pictureAlt: __, ...post }: Fields): Fields {
  return post;
}

export const posts = {
  create: workspaceAction(createPost, (fields) => ({
    ...written(fields),
    publish: fields.publish === 'true',
  })),
  update: workspaceAction(updatePost, written),
  publish: workspaceAction(publishPost),
  unpublish: workspaceAction(unpublishPost),
  schedule: workspaceAction(schedulePost),
  unschedule: workspaceAction(unschedulePost),
  feature: workspaceAction(featurePost),
  unfeature: workspaceAction(unfeaturePost),
  uploadCover: workspaceAction(uploadCover),
  uploadPicture: workspaceAction(uploadPicture, ({ picture, pictureAlt }) => ({
    image: picture,
    alt: pictureAlt,
  })),
  removeCover: workspaceAction(removeCover),
  delete: workspaceAction(deletePost),
};
