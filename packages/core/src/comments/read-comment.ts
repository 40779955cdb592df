import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { type CommentItem, selectComments } from './comment-item.ts';
import { noSuchComment } from './lock-comment.ts';

/** One comment that still has its text, in whichever state. NOT_FOUND when the workspace has none with this id. */
export async function readComment(
  tx: Transaction,
  workspaceId: string,
  commentId: string,
): Promise<CommentItem> {
  const [comment] = await rawQuery<CommentItem>(
    tx,
    Prisma.sql`${selectComments}
      where c.workspace_id = ${workspaceId}::uuid and c.id = ${commentId}::uuid and c.body is not null`,
  );
  if (!comment) throw noSuchComment();
  return comment;
}
