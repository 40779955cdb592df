import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { AppError } from '../errors/app-error.ts';
import { refusal } from '../errors/refusal.ts';
import { said, sayIn } from '../errors/said.ts';
import type { ApiCommandContext } from '../registry/command-context.ts';
import type { CommentState, HeldReason } from './comment-states.ts';
import { findCommentedPost } from './find-commented-post.ts';
import { holdOrShow } from './hold-or-show.ts';
import { purgePost } from './purge-post.ts';
import { isTrusted, requireTakesPart } from './take-part.ts';

export interface NewComment {
  postId: string;
  /** The comment it replies to. */
  parentId?: string | undefined;
  body: string;
  /** Whether a program seems to have written it. */
  isAutomated?: boolean;
}

export interface AddedComment {
  id: string;
  postSlug: string;
  state: CommentState;
  heldReason: HeldReason | null;
  /** How many visible replies stood there before it. */
  earlierReplies: number;
}

type Repeated = Pick<AddedComment, 'id' | 'state' | 'heldReason'>;

/**
 * Writes the actor's comment, held or visible as the workspace's policy says, and leaves its audit entry. The same words
 * sent twice within ten minutes are one comment.
 */
export async function addComment(ctx: ApiCommandContext, given: NewComment): Promise<AddedComment> {
  const { tx, workspace, actor } = ctx;
  await requireTakesPart(ctx);
  const post = await findCommentedPost(ctx, given.postId);
  if (workspace.commentPolicy === 'closed') throw commentsAreClosed(workspace.name);
  const earlierReplies = given.parentId ? await countReplies(ctx, post.id, given.parentId) : 0;
  const before = await readBefore(ctx, given);
  if (before.repeated) {
    ctx.unchanged();
    return { ...before.repeated, postSlug: post.slug, earlierReplies };
  }
  const writer = { isTrusted: isTrusted(ctx.grant), isKnown: before.isKnown };
  const heldReason =
    given.isAutomated && !writer.isTrusted
      ? 'automated'
      : holdOrShow(given.body, workspace.commentPolicy, writer);
  const state = heldReason ? 'held' : 'visible';
  const { id } = await tx.comment.create({
    data: {
      workspaceId: workspace.id,
      postId: post.id,
      parentId: given.parentId ?? null,
      authorUserId: actor.userId,
      body: given.body,
      state,
      heldReason,
    },
    select: { id: true },
  });
  await ctx.audit({
    targetKind: 'comment',
    targetId: id,
    targetName: post.title,
    changes: { state: { from: null, to: state } },
  });
  if (state === 'visible') await purgePost(ctx, workspace.id, post.id);
  return { id, postSlug: post.slug, state, heldReason, earlierReplies };
}

export function commentsAreClosed(name: string): AppError {
  return refusal('FORBIDDEN', said('commentsClosed', { workspace: name }), {
    reason: 'comments-closed',
  });
}

/** Of the comment replied to, which cannot be deleted until the transaction ends. */
async function countReplies(
  { tx, workspace }: ApiCommandContext,
  postId: string,
  parentId: string,
): Promise<number> {
  const [parent] = await rawQuery<{ isReply: boolean; isVisible: boolean; replies: number }>(
    tx,
    Prisma.sql`select parent_id is not null as "isReply", state = 'visible' as "isVisible",
        visible_replies as replies from comment
      where workspace_id = ${workspace.id}::uuid and id = ${parentId}::uuid and post_id = ${postId}::uuid for key share`,
  );
  if (!parent?.isVisible) {
    throw refusal('NOT_FOUND', said('repliedToUnknown'), {
      reason: 'comment-unknown',
    });
  }
  if (parent.isReply) {
    throw refusal('BAD_REQUEST', said('replyToReply'), {
      fields: { parentId: sayIn('en', said('replyToReplyField')) },
      fieldsSaid: { parentId: said('replyToReplyField') },
    });
  }
  return parent.replies;
}

async function readBefore(
  { tx, workspace, actor }: ApiCommandContext,
  { postId, parentId, body }: NewComment,
): Promise<{ isKnown: boolean; repeated: Repeated | null }> {
  const own = Prisma.sql`c.workspace_id = ${workspace.id}::uuid and c.author_user_id = ${actor.userId}::uuid`;
  const [row] = await rawQuery<{ isKnown: boolean; repeated: Repeated | null }>(
    tx,
    Prisma.sql`select exists (select from comment c where ${own} and c.state = 'visible') as "isKnown", (
        select jsonb_build_object('id', c.id, 'state', c.state, 'heldReason', c.held_reason) from comment c
        where ${own} and c.created_at > now() - interval '10 minutes' and c.post_id = ${postId}::uuid
          and c.parent_id is not distinct from ${parentId ?? null}::uuid and c.body = ${body} and c.state <> 'removed'
        order by c.created_at desc limit 1
      ) as repeated`,
  );
  return row ?? { isKnown: false, repeated: null };
}
