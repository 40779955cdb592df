import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { ApiCommandContext } from '../registry/command-context.ts';
import type { LockedComment } from './lock-comment.ts';
import { purgePost } from './purge-post.ts';

/**
 * Takes a comment's words away for good. With replies, an empty place stays that they stand below; the last of them takes
 * it along.
 */
export async function eraseWords(ctx: ApiCommandContext, comment: LockedComment): Promise<void> {
  const { tx, workspace, actor } = ctx;
  const where = { workspaceId: workspace.id, id: comment.id };
  const replies = await tx.comment.count({
    where: { workspaceId: workspace.id, parentId: comment.id },
    take: 1,
  });
  if (replies > 0) {
    await tx.commentReport.deleteMany({ where: { workspaceId: workspace.id, commentId: comment.id } });
    await tx.comment.updateMany({
      where,
      data: {
        body: null,
        state: 'removed',
        heldReason: null,
        removedAt: new Date(),
        removedByUserId: actor.userId,
      },
    });
  } else {
    await tx.comment.deleteMany({ where });
    if (comment.parentId) await deleteEmptyPlace(ctx, comment.parentId);
  }
  await ctx.audit({
    targetKind: 'comment',
    targetId: comment.id,
    targetName: comment.postTitle,
    changes: { state: { from: comment.state, to: null } },
  });
  await purgePost(ctx, workspace.id, comment.postId, { hides: comment.state === 'visible' });
}

async function deleteEmptyPlace({ tx, workspace }: ApiCommandContext, commentId: string): Promise<void> {
  await rawQuery(
    tx,
    Prisma.sql`delete from comment c
      where c.workspace_id = ${workspace.id}::uuid and c.id = ${commentId}::uuid and c.body is null and not exists (
        select from comment r where r.workspace_id = c.workspace_id and r.parent_id = c.id
      )`,
  );
}
