import { Prisma } from '@archipelago/db/generated/client';
import { afterCursor, cursorTime, pageSize } from '../paging/keyset.ts';
import { listPatterns } from '../search/search-term.ts';

/**
 * SQL for one page of the workspace's members, newest first, and one row more: columns of `member` as `m`, narrowed by
 * `filter` over them. With `search`, those whose name or address contains it, or of one or two letters
 * has a word that begins so. Cost does not grow with the workspace, as
 * long as an index serves `filter` in the list's order.
 */
export function memberPageSql(
  workspaceId: string,
  {
    filter,
    search,
    cursor,
    limit = pageSize,
  }: { filter: Prisma.Sql; search?: string | undefined; cursor: string | undefined; limit?: number },
): Prisma.Sql {
  const where = Prisma.sql`m.workspace_id = ${workspaceId}::uuid and ${filter}
    and ${afterCursor(Prisma.sql`m.created_at`, Prisma.sql`m.id`, cursor)}`;
  const page = Prisma.sql`order by m.created_at desc, m.id desc limit ${limit + 1}::integer`;
  if (!search) return Prisma.sql`select m.* from member m where ${where} ${page}`;
  const patterns = Prisma.sql`${listPatterns(search)}::text[]`;
  return Prisma.sql`(
      with found as materialized (select app.matching_members(${patterns}) as ids)
      select few.* from (
        select m.* from member m where ${where} and m.id = any((select ids from found)::uuid[]) ${page}
      ) few
      union all
      select many.* from (
        select m.* from member m
        where ${where} and (select ids is null from found)
          and exists (select from member_search s where s.workspace_id = m.workspace_id and s.member_id = m.id
            and s.text like any (array(select app.fold(one) from unnest(${patterns}) one)) offset 0)
        ${page}
      ) many
    )`;
}

/** SQL that makes one JSON object of a row `m` of that page, its person `u` and their custom role `r`. */
export const memberJson = Prisma.sql`jsonb_build_object('id', m.id, 'userId', m.user_id, 'name', u.name, 'email', u.email,
  'imageUrl', u.image_url, 'role', m.role, 'joinedAt', m.created_at, 'lastSeenAt', m.last_seen_at,
  'blockedAt', m.blocked_at, 'customRole', case when r.id is not null then jsonb_build_object('id', r.id, 'name', r.name) end,
  'cursor_at', ${cursorTime(Prisma.sql`m.created_at`)})`;
