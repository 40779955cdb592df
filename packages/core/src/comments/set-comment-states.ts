import type { ApiCommandContext } from '../registry/command-context.ts';
import type { CommentState } from './comment-states.ts';
import type { LockedComment } from './lock-comment.ts';
import { purgePost } from './purge-post.ts';

/** Puts the comments into this state, and answers how many were in another. Letting one stay settles what was reported. */
export async function setCommentStates(
  ctx: ApiCommandContext,
  comments: readonly LockedComment[],
  state: CommentState,
): Promise<number> {
  const { tx, workspace, actor } = ctx;
  const changed = comments.filter((comment) => comment.state !== state);
  if (state === 'visible') {
    await tx.commentReport.updateMany({
      where: { workspaceId: workspace.id, commentId: { in: comments.map(({ id }) => id) }, settledAt: null },
      data: { settledAt: new Date() },
    });
  }
  if (changed.length === 0) {
    ctx.unchanged();
    return 0;
  }
  await tx.comment.updateMany({
    where: { workspaceId: workspace.id, id: { in: changed.map(({ id }) => id) } },
    data: {
      state,
      heldReason: state === 'held' ? 'moderator' : null,
      removedAt: state === 'removed' ? new Date() : null,
      removedByUserId: state === 'removed' ? actor.userId : null,
    },
  });
  await ctx.auditEach(
    changed.map((comment) => ({
      targetKind: 'comment',
      targetId: comment.id,
      targetName: comment.postTitle,
      changes: { state: { from: comment.state, to: state } },
    })),
  );
  const seen = changed.filter((comment) => comment.state === 'visible' || state === 'visible');
  for (const postId of new Set(seen.map((comment) => comment.postId)))
    await purgePost(ctx, workspace.id, postId, { hides: state !== 'visible' });
  return changed.length;
}
