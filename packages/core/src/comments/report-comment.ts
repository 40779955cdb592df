import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import type { UserActor, WorkspaceContext } from '../context/context.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { id } from '../input/id.ts';
import { isFor } from '../posts/audience-sql.ts';
import { readableAudiences } from '../posts/post-audience.ts';
import { limit } from '../rate-limits/limit.ts';
import { command } from '../registry/command.ts';
import { reportReasons } from './comment-states.ts';
import { lockComment, noSuchComment } from './lock-comment.ts';
import { purgePost } from './purge-post.ts';
import { requireTakesPart } from './take-part.ts';

/** So many people, and a comment waits until somebody who moderates has looked at it. */
export const reportsThatHold = 3;

const ofPerson = { limit: 20, seconds: 3_600 };

/** Tells those who moderate of a comment that whoever reports it can read, once a person. Reporting again changes nothing. */
export const reportComment = command({
  name: 'report-comment',
  permission: 'site:comment',
  audit: 'comment.reported',
  input: z.strictObject({
    commentId: id,
    reason: z.enum(reportReasons, 'Choose what is wrong with the comment.'),
  }),
  async prepare({ actor, workspace }: WorkspaceContext & { actor: UserActor }) {
    await limit(`comment-reports:${workspace.id}:${actor.userId}`, ofPerson);
  },
  async run(ctx, { commentId, reason }) {
    const { tx, workspace, actor } = ctx;
    await requireTakesPart(ctx);
    // Locked before the reports are counted, so that of several at once the last one counts them all.
    const comment = await lockComment(tx, workspace.id, commentId);
    const { postId, postSlug, postTitle } = comment;
    if (postId && !(await isReadable(ctx, postId))) throw noSuchComment();
    if (comment.authorUserId === actor.userId) {
      throw refusal('CONFLICT', said('ownComment'), {
        reason: 'own-comment',
      });
    }
    const { count: added } = await tx.commentReport.createMany({
      data: { workspaceId: workspace.id, commentId, userId: actor.userId, reason },
      skipDuplicates: true,
    });
    if (added === 0) {
      ctx.unchanged();
      return { id: commentId, postSlug };
    }
    if (comment.state !== 'visible') throw noSuchComment();
    const open = await tx.commentReport.count({
      where: { workspaceId: workspace.id, commentId, settledAt: null },
    });
    const isHeld = open >= reportsThatHold;
    if (isHeld) {
      await tx.comment.updateMany({
        where: { workspaceId: workspace.id, id: commentId },
        data: { state: 'held', heldReason: 'reports' },
      });
      await purgePost(ctx, workspace.id, postId, { hides: true });
    }
    await ctx.audit({
      targetKind: 'comment',
      targetId: commentId,
      targetName: postTitle,
      changes: {
        reason: { from: null, to: reason },
        ...(isHeld ? { state: { from: 'visible', to: 'held' } } : {}),
      },
    });
    return { id: commentId, postSlug };
  },
});

/** Not locked: whoever deletes the post waits for the comment, which is. */
async function isReadable(ctx: WorkspaceContext & { tx: Transaction }, postId: string): Promise<boolean> {
  const posts = await rawQuery(
    ctx.tx,
    Prisma.sql`select 1 from post p where p.workspace_id = ${ctx.workspace.id}::uuid and p.id = ${postId}::uuid
      and p.status = 'published' and ${isFor(readableAudiences(ctx))}`,
  );
  return posts.length > 0;
}
