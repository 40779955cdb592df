import { Prisma } from '@archipelago/db/generated/client';

/**
 * An SQL expression for what one post is liked and rated: JSON as `PostReactionsRow`. Costs the same for any number of
 * people.
 *
 * @param post an SQL expression for the post's id.
 * @param userId of the signed-in person, whose own are told too.
 */
export function postReactionsSql(workspaceId: string, post: Prisma.Sql, userId: string | null): Prisma.Sql {
  const mine = (alias: Prisma.Sql) =>
    Prisma.sql`${alias}.workspace_id = ${workspaceId}::uuid and ${alias}.post_id = ${post}
      and ${alias}.user_id = ${userId}::uuid`;
  const own = userId
    ? Prisma.sql`'isLiked', exists (select from post_like l where ${mine(Prisma.sql`l`)}),
        'ownStars', (select r.stars from post_rating r where ${mine(Prisma.sql`r`)})`
    : Prisma.sql`'isLiked', false, 'ownStars', null`;
  return Prisma.sql`(
    select jsonb_build_object('likes', coalesce(max(t.likes), 0), 'ratings', coalesce(max(t.ratings), 0),
      'stars', coalesce(max(t.stars), 0), ${own})
    from post_tally t where t.workspace_id = ${workspaceId}::uuid and t.post_id = ${post}
  )`;
}
