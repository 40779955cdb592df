import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { WorkspaceContext } from '../context/context.ts';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf } from '../paging/keyset.ts';
import { isFor } from '../posts/audience-sql.ts';
import { readableAudiences } from '../posts/post-audience.ts';
import { query } from '../registry/query.ts';

const ownShown = 30;

/** A post that somebody liked or rated. */
export interface OwnReaction {
  /** The post's. */
  id: string;
  slug: string;
  title: string;
  /** Null when it was liked. */
  stars: number | null;
  at: Date;
}

/** The posts that the signed-in person likes, or those they rated, newest first, as far as they may still read them. */
export const listOwnReactions = query({
  name: 'list-own-reactions',
  permission: 'self:manage',
  input: z.strictObject({
    show: z.enum(['liked', 'rated'], 'Choose what to show.').default('liked'),
    cursor: cursorInput,
  }),
  async run({ tx, workspace, actor, grant }, { show, cursor }): Promise<Page<OwnReaction>> {
    if (actor.kind !== 'user') return { items: [], nextCursor: null };
    const rows = await rawQuery<OwnReaction & { cursor_at: string }>(
      tx,
      ownReactionsSql(workspace.id, { userId: actor.userId, mayRead: { actor, grant }, show, cursor }),
    );
    return pageOf(rows, ({ cursor_at: _, ...reaction }) => reaction, ownShown);
  },
});

/** Exported for the test that reads its plan. */
export function ownReactionsSql(
  workspaceId: string,
  {
    userId,
    mayRead,
    show,
    cursor,
  }: {
    userId: string;
    mayRead: Pick<WorkspaceContext, 'actor' | 'grant'>;
    show: 'liked' | 'rated';
    cursor?: string | undefined;
  },
): Prisma.Sql {
  const given = show === 'liked' ? Prisma.sql`post_like` : Prisma.sql`post_rating`;
  const stars = show === 'liked' ? Prisma.sql`null::integer` : Prisma.sql`r.stars::integer`;
  return Prisma.sql`select p.id, p.slug, p.title, ${stars} as stars, r.created_at as at,
      ${cursorTime(Prisma.sql`r.created_at`)} as cursor_at
    from ${given} r
      join post p on p.workspace_id = r.workspace_id and p.id = r.post_id and p.status = 'published'
        and ${isFor(readableAudiences(mayRead))}
    where r.workspace_id = ${workspaceId}::uuid and r.user_id = ${userId}::uuid
      and ${afterCursor(Prisma.sql`r.created_at`, Prisma.sql`r.post_id`, cursor)}
    order by r.created_at desc, r.post_id desc limit ${ownShown + 1}::integer`;
}
