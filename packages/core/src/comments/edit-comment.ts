import { z } from 'zod';
import type { AuditChanges } from '../audit/record-audit-event.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { commentsAreClosed } from './add-comment.ts';
import { commentBody } from './comment-body.ts';
import { editMinutes } from './edit-minutes.ts';
import { holdOrShow } from './hold-or-show.ts';
import { limitWriting } from './limit-writing.ts';
import { lockComment, noSuchComment } from './lock-comment.ts';
import { purgePost } from './purge-post.ts';
import { isTrusted, requireTakesPart } from './take-part.ts';

/** Changes the words of one's own comment while they are fresh. What would be held if it were new, is held again. */
export const editComment = command({
  name: 'edit-comment',
  permission: 'site:comment',
  audit: 'comment.edited',
  input: z.strictObject({ commentId: id, body: commentBody }),
  prepare: limitWriting,
  async run(ctx, { commentId, body }) {
    const { tx, workspace, actor } = ctx;
    await requireTakesPart(ctx);
    const comment = await lockComment(tx, workspace.id, commentId);
    const { postId, postSlug, postTitle, state: before } = comment;
    if (comment.authorUserId !== actor.userId || before === 'removed') throw noSuchComment();
    if (workspace.commentPolicy === 'closed') throw commentsAreClosed(workspace.name);
    if (Date.now() - comment.createdAt.getTime() > editMinutes * 60_000) {
      throw refusal('CONFLICT', said('editOver', { count: editMinutes }), { reason: 'edit-over' });
    }
    if (comment.body === body) {
      ctx.unchanged();
      return { id: commentId, postSlug, state: before };
    }
    const writer = { isTrusted: isTrusted(ctx.grant), isKnown: before === 'visible' };
    const heldReason =
      before === 'held' ? comment.heldReason : holdOrShow(body, workspace.commentPolicy, writer);
    const state = heldReason ? 'held' : 'visible';
    await tx.comment.updateMany({
      where: { workspaceId: workspace.id, id: commentId },
      data: { body, editedAt: new Date(), state, heldReason },
    });
    // The words themselves stay out of the log.
    const changes: AuditChanges = { text: { from: comment.body.length, to: body.length } };
    if (state !== before) changes.state = { from: before, to: state };
    await ctx.audit({ targetKind: 'comment', targetId: commentId, targetName: postTitle, changes });
    if (before === 'visible') await purgePost(ctx, workspace.id, postId, { hides: true });
    return { id: commentId, postSlug, state };
  },
});
