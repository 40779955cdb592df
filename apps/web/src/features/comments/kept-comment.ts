import { actions } from 'astro:actions';
import type { CommentForms } from './comment-forms.ts';

/** What somebody wrote who meanwhile may not write any more, because they are signed out or have left. */
export interface KeptComment {
  action: typeof actions.comments.create | typeof actions.comments.edit;
  fields: Record<string, string>;
  text: string;
  isNew: boolean;
}

export function keptComment({ create, edit }: CommentForms): KeptComment | undefined {
  if (create.message) {
    const fields: Record<string, string> = { postId: create.value('postId') };
    const parentId = create.value('parentId');
    if (parentId) fields.parentId = parentId;
    return { action: actions.comments.create, fields, text: create.value('body'), isNew: true };
  }
  if (!edit.message) return undefined;
  const fields = { commentId: edit.value('commentId') };
  return { action: actions.comments.edit, fields, text: edit.value('body'), isNew: false };
}
