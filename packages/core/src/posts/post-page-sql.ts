import { Prisma } from '@archipelago/db/generated/client';
import { listPatterns } from '../search/search-term.ts';

/**
 * SQL for one page of the workspace's posts, newest first, and one row more: columns of `post` as `p`, narrowed by
 * `filter` over them. With `search`, those whose title or excerpt contains it, or of one or two letters has a word that
 * begins so, at a cost that does not grow with the workspace.
 */
export function postPageSql(
  workspaceId: string,
  { filter, search, limit }: { filter: Prisma.Sql; search?: string | undefined; limit: number },
): Prisma.Sql {
  const where = Prisma.sql`p.workspace_id = ${workspaceId}::uuid and ${filter}`;
  const page = Prisma.sql`order by p.created_at desc, p.id desc limit ${limit + 1}::integer`;
  if (!search) return Prisma.sql`select p.* from post p where ${where} ${page}`;
  const patterns = Prisma.sql`${listPatterns(search)}::text[]`;
  return Prisma.sql`
    with found as materialized (select app.matching_posts(${patterns}) as ids)
    select few.* from (
      select p.* from post p where ${where} and p.id = any((select ids from found)::uuid[]) ${page}
    ) few
    union all
    select many.* from (
      select p.* from post p
      where ${where} and (select ids is null from found)
        and exists (select from post_search s where s.workspace_id = p.workspace_id and s.post_id = p.id
          and s.text like any (array(select app.fold(one) from unnest(${patterns}) one)) offset 0)
      ${page}
    ) many`;
}
