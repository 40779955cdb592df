import type { CommentState } from '@archipelago/core/comments/comment-states';
import { createComment } from '@archipelago/core/comments/create-comment';
import { deleteComment } from '@archipelago/core/comments/delete-comment';
import { editComment } from '@archipelago/core/comments/edit-comment';
import { moderateComments } from '@archipelago/core/comments/moderate-comments';
import { reportComment } from '@archipelago/core/comments/report-comment';
import { setCommentPolicy } from '@archipelago/core/comments/set-comment-policy';
import { commentField } from '../features/comments/comment-field.ts';
import { workspaceAction } from './action-of.ts';

export const comments = {
  create: workspaceAction(createComment, ({ parentId, ...comment }) =>
    parentId ? { ...comment, parentId } : comment,
  ),
  edit: workspaceAction(editComment),
  delete: workspaceAction(deleteComment),
  report: workspaceAction(reportComment),
  approve: workspaceAction(moderateComments, putInto('visible')),
  hold: workspaceAction(moderateComments, putInto('held')),
  remove: workspaceAction(moderateComments, putInto('removed')),
  setPolicy: workspaceAction(setCommentPolicy),
};

/** The comment whose own button was pressed, or else all that are ticked. */
function putInto(state: CommentState) {
  return ({ only, ...fields }: Record<string, FormDataEntryValue>) => {
    const ticked = Object.keys(fields).filter((name) => name.startsWith(commentField('')));
    const commentIds = only ? [only] : ticked.map((name) => name.slice(commentField('').length));
    return { commentIds, state };
  };
}
