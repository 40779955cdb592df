import type { Page } from '../paging/keyset.ts';
import type { CommentState } from './comment-states.ts';

/** A comment as a post shows it. */
export interface PostComment {
  id: string;
  /** Others than visible ones are shown to nobody but their author, or as an empty place that replies stand below. */
  state: CommentState;
  /** Null for an empty place. */
  body: string | null;
  /** Null when the author has left the workspace, or has no name. */
  authorName: string | null;
  authorImageUrl: string | null;
  isByTeam: boolean;
  isByPostAuthor: boolean;
  /** Whether it is in the name that somebody unknown gave. */
  isByVisitor: boolean;
  isOwn: boolean;
  /** Of one's own: its words may still be changed. */
  isEditable: boolean;
  /** Whether the visitor has reported it. */
  isReported: boolean;
  /** Of an empty place: whether its author emptied it. */
  isGoneByAuthor: boolean;
  createdAt: Date;
  editedAt: Date | null;
}

export interface PostThread extends PostComment {
  /** Oldest first. */
  replies: PostComment[];
  /** Of the replies that everybody sees, how many there are. */
  replyCount: number;
  /** Where the replies go on; null when all are there. */
  nextReplies: string | null;
}

export interface PostComments extends Page<PostThread> {
  /** Of those everybody sees, replies too; 1,001 stands for more than 1,000. */
  count: number;
}

/** As JSON made by SQL spells it. */
export type PostCommentRow = Omit<PostComment, 'createdAt' | 'editedAt'> & {
  createdAt: string;
  editedAt: string | null;
  cursor_at: string;
};

export interface PostCommentsRow {
  count: number;
  threads: (PostCommentRow & { replies: PostCommentRow[]; replyCount: number })[];
}
