import { pageOf, writeCursor } from '../paging/keyset.ts';
import type { PostComment, PostCommentRow, PostComments, PostCommentsRow } from './post-comment.ts';
import { repliesShown, threadsShown } from './post-comments-sql.ts';

/** The rows of `postCommentsSql` as a post shows them. */
export function postComments({ count, threads }: PostCommentsRow, isOneThread: boolean): PostComments {
  const shown = repliesShown(isOneThread);
  const page = pageOf(
    threads,
    ({ replies, replyCount, ...thread }) => {
      const last = replies[shown - 1];
      return {
        ...postComment(thread),
        replies: replies.slice(0, shown).map(postComment),
        replyCount,
        nextReplies: replies.length > shown && last ? writeCursor(last.cursor_at, last.id) : null,
      };
    },
    threadsShown,
  );
  return { ...page, count };
}

export function postComment({ cursor_at: _, createdAt, editedAt, ...comment }: PostCommentRow): PostComment {
  return {
    ...comment,
    createdAt: new Date(createdAt),
    editedAt: editedAt === null ? null : new Date(editedAt),
  };
}
