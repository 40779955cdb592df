import { Prisma } from '@archipelago/db/generated/client';
import type { Permission } from '../access/permissions.ts';
import { searchPatterns } from './search-term.ts';

/** What one group shows; one more is asked for, to know whether there are others. */
export const shownInGroup = 8;

/** Of the things a workspace has few of, so many of the newest are looked through. */
const mostOfFew = 500;

/** After every character that an address can have. */
const lastCharacter = '\u{10FFFF}';

/**
 * Everything that is found, in one statement: a column of JSON rows for each kind, empty for what the searcher may not
 * see. Its cost does not grow with the workspace. Exported for the test that reads its plan.
 */
export function searchSql(
  workspaceId: string,
  term: string,
  isAllowed: (permission: Permission) => boolean,
): Prisma.Sql {
  const here = Prisma.sql`workspace_id = ${workspaceId}::uuid`;
  const patterns = Prisma.sql`${searchPatterns(term)}::text[]`;
  const limit = Prisma.sql`limit ${shownInGroup + 1}::integer`;
  const folded = Prisma.sql`(select app.fold(${term}))`;
  const matches = (text: Prisma.Sql) =>
    Prisma.sql`app.fold(${text}) like any (array(select app.fold(one) from unnest(${patterns}) one))`;
  const rowsOf = (permission: Permission, rows: Prisma.Sql) =>
    isAllowed(permission)
      ? Prisma.sql`(select coalesce(jsonb_agg(to_jsonb(hit)), '[]') from (${rows}) hit)`
      : Prisma.sql`'[]'::jsonb`;
  const best = (which: Prisma.Sql) => Prisma.sql`
    select m.id, u.name, u.email, u.image_url as "imageUrl", m.role, r.name as "customRoleName"
    from (
      select m.*, f.rank from found_member f join member m on m.${here} and m.id = f.id
      where ${which} order by f.rank, m.created_at desc, m.id ${limit}
    ) m
    join "user" u on u.id = m.user_id
    left join custom_role r on r.workspace_id = m.workspace_id and r.id = m.custom_role_id
    order by m.rank, m.created_at desc, m.id`;
  const few = (columns: Prisma.Sql, from: Prisma.Sql, text: Prisma.Sql) => Prisma.sql`
    select ${columns} from (select * from ${from} order by created_at desc, id desc limit ${mostOfFew}::integer) few
    where ${matches(text)} order by few.created_at desc, few.id desc ${limit}`;
  return Prisma.sql`
    with found_member as materialized (
      select member_id as id, min(rank) as rank
      from app.best_members(${isAllowed('members:read') ? patterns : Prisma.sql`'{}'::text[]`}) group by member_id
    )
    select
      ${rowsOf('members:read', best(Prisma.sql`m.role <> 'guest'`))} as members,
      ${rowsOf('members:read', best(Prisma.sql`m.role = 'guest'`))} as guests,
      ${rowsOf(
        'posts:read',
        Prisma.sql`
          select p.id, p.slug, p.title, p.excerpt, p.status
          from (select post_id as id, min(rank) as rank from app.best_posts(${patterns}) group by post_id) f
          join post p on p.${here} and p.id = f.id
          order by f.rank, strpos(app.fold(p.title), ${folded}) = 0, p.created_at desc, p.id ${limit}`,
      )} as posts,
      ${rowsOf(
        'members:read',
        Prisma.sql`
          select i.id, i.email, i.expires_at <= now() as "isExpired" from invitation i
          where i.${here} and i.accepted_at is null and i.revoked_at is null
            and i.email ~>=~ ${folded} and i.email ~<~ (select app.fold(${term}) || ${lastCharacter})
          order by i.email using ~<~ ${limit}`,
      )} as invitations,
      ${rowsOf('members:read', few(Prisma.sql`few.id, few.name, few.description`, Prisma.sql`custom_role where ${here}`, Prisma.sql`few.name`))} as roles,
      ${rowsOf('domains:manage', few(Prisma.sql`few.id, few.host`, Prisma.sql`custom_domain where ${here}`, Prisma.sql`few.host`))} as domains,
      ${rowsOf('api-keys:manage', few(Prisma.sql`few.id, few.name, few.hint`, Prisma.sql`api_key where ${here} and revoked_at is null`, Prisma.sql`few.name`))} as "apiKeys",
      ${rowsOf('webhooks:manage', few(Prisma.sql`few.id, few.url, few.description`, Prisma.sql`webhook_endpoint where ${here}`, Prisma.sql`few.url || ' ' || few.description`))} as webhooks`;
}
