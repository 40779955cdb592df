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

/** Gives a post one to five stars, changes them, or with `0` takes them back. */
export const ratePost = command({
  name: 'rate-post',
  permission: 'site:comment',
  audit: null,
  input: z.strictObject({
    postId: id,
    stars: z.enum(['0', '1', '2', '3', '4', '5'], 'Give one to five stars.'),
  }),
  prepare: limitReacting,
  async run(ctx, { postId, stars }) {
    const { tx, workspace, actor } = ctx;
    await requireTakesPart(ctx);
    const post = await findCommentedPost(ctx, postId);
    const mine = Prisma.sql`${workspace.id}::uuid, ${post.id}::uuid, ${actor.userId}::uuid`;
    const changed = await rawQuery(
      tx,
      stars === '0'
        ? Prisma.sql`delete from post_rating where (workspace_id, post_id, user_id) = (${mine}) returning 1`
        : Prisma.sql`insert into post_rating as r (workspace_id, post_id, user_id, stars)
            values (${mine}, ${Number(stars)}::smallint)
            on conflict (workspace_id, post_id, user_id)
              do update set stars = excluded.stars, updated_at = now() where r.stars <> excluded.stars
            returning 1`,
    );
    if (changed.length > 0) await purgePost(ctx, workspace.id, post.id);
    return { postSlug: post.slug, reactions: await readReactions(tx, workspace.id, post.id, actor.userId) };
  },
});
