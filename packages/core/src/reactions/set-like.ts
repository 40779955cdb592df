import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { findCommentedPost } from '../comments/find-commented-post.ts';
import { purgePost } from '../comments/purge-post.ts';
import { requireTakesPart } from '../comments/take-part.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { limitReacting } from './limit-reacting.ts';
import { readReactions } from './read-reactions.ts';

/** Likes a post, or takes that back. Saying the same again changes nothing, so that it is safe to send twice. */
export const setLike = command({
  name: 'set-like',
  permission: 'site:comment',
  audit: null,
  input: z.strictObject({ postId: id, liked: z.enum(['yes', 'no'], 'Say whether you like the post.') }),
  prepare: limitReacting,
  async run(ctx, { postId, liked }) {
    const { tx, workspace, actor } = ctx;
    await requireTakesPart(ctx);
    const post = await findCommentedPost(ctx, postId);
    const mine = Prisma.sql`(${workspace.id}::uuid, ${post.id}::uuid, ${actor.userId}::uuid)`;
    const changed = await rawQuery(
      tx,
      liked === 'yes'
        ? Prisma.sql`insert into post_like (workspace_id, post_id, user_id) values ${mine}
            on conflict do nothing returning 1`
        : Prisma.sql`delete from post_like where (workspace_id, post_id, user_id) = ${mine} returning 1`,
    );
    if (changed.length > 0) await purgePost(ctx, workspace.id, post.id, { isOnHome: false });
    return { postSlug: post.slug, reactions: await readReactions(tx, workspace.id, post.id, actor.userId) };
  },
});
