import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { AppError } from '../errors/app-error.ts';
import { guestbookTitle } from './comment-item.ts';
import type { CommentState, HeldReason } from './comment-states.ts';

export interface LockedComment {
  id: string;
  /** Null for an entry of the guestbook. */
  postId: string | null;
  postSlug: string | null;
  postTitle: string;
  parentId: string | null;
  authorUserId: string | null;
  body: string;
  state: CommentState;
  heldReason: HeldReason | null;
  createdAt: Date;
}

/** The comments with these ids that still have a text, oldest first, locked until the transaction ends. */
export function lockComments(
  tx: Transaction,
  workspaceId: string,
  ids: readonly string[],
): Promise<LockedComment[]> {
  return rawQuery<LockedComment>(
    tx,
    Prisma.sql`select c.id, c.post_id as "postId", p.slug as "postSlug", coalesce(p.title, ${guestbookTitle}) as "postTitle",
        c.parent_id as "parentId", c.author_user_id as "authorUserId", c.body, c.state::text,
        c.held_reason::text as "heldReason", c.created_at as "createdAt"
      from comment c left join post p on p.workspace_id = c.workspace_id and p.id = c.post_id
      where c.workspace_id = ${workspaceId}::uuid and c.id = any(${ids}::uuid[]) and c.body is not null
      order by c.created_at, c.id for update of c`,
  );
}

/** One of them, or NOT_FOUND. */
export async function lockComment(tx: Transaction, workspaceId: string, id: string): Promise<LockedComment> {
  const [comment] = await lockComments(tx, workspaceId, [id]);
  if (!comment) throw noSuchComment();
  return comment;
}

export function noSuchComment(): AppError {
  return new AppError('NOT_FOUND', 'This comment is not there any more. Reload the page.', {
    reason: 'comment-unknown',
  });
}
