import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { teamRoles } from '../access/roles.ts';
import { cursorInput, limitInput, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { type RoleInput, roleInput } from './assignable-role.ts';
import { countSql } from './count-sql.ts';
import { type MemberItem, type MemberRow, memberItem } from './member-item.ts';
import { memberJson, memberPageSql } from './member-page-sql.ts';
import { memberList } from './member-resource.ts';

type TeamRole = (typeof teamRoles)[number];

/** As the indexes of single roles say it. */
const builtInFilters: Record<TeamRole, Prisma.Sql> = {
  owner: Prisma.sql`m.role = 'owner'`,
  admin: Prisma.sql`m.role = 'admin'`,
  member: Prisma.sql`m.role = 'member' and m.custom_role_id is null`,
};

export interface MemberPage extends Page<MemberItem> {
  /** Everybody on the team, whatever was searched; 1,001 stands for more than 1,000. */
  teamCount: number;
  customRoles: { id: string; name: string }[];
}

/** The team, newest first. `search` is part of a name or an e-mail address. */
export const listMembers = query({
  name: 'list-members',
  permission: 'members:read',
  api: {
    method: 'GET',
    path: '/members',
    group: 'Members',
    summary: 'List members',
    description: 'Everybody on the team, newest first.',
    output: memberList,
  },
  input: z.strictObject({
    search: z.string().trim().max(100).optional(),
    role: roleInput.optional(),
    cursor: cursorInput,
    limit: limitInput,
  }),
  async run({ tx, workspace }, { search, role, cursor, limit }): Promise<MemberPage> {
    const [row] = await rawQuery<{
      rows: MemberRow[];
      teamCount: number;
      customRoles: MemberPage['customRoles'];
    }>(tx, membersSql(workspace.id, { search, role, cursor, limit }));
    if (!row) throw new Error('The statement of the members returned no row.');
    return { ...pageOf(row.rows, memberItem, limit), teamCount: row.teamCount, customRoles: row.customRoles };
  },
});

/** Everything the list shows, in one statement; exported for the test that reads its plan. */
export function membersSql(
  workspaceId: string,
  {
    search,
    role,
    cursor,
    limit = pageSize,
  }: {
    search?: string | undefined;
    role?: RoleInput | undefined;
    cursor?: string | undefined;
    limit?: number;
  },
): Prisma.Sql {
  const page = memberPageSql(workspaceId, { filter: roleFilter(role), search, cursor, limit });
  return Prisma.sql`
    with page as materialized (select * from (${page}) m order by created_at desc, id desc)
    select
      (select coalesce(jsonb_agg(${memberJson} order by m.created_at desc, m.id desc), '[]')
        from page m join "user" u on u.id = m.user_id
          left join custom_role r on r.workspace_id = m.workspace_id and r.id = m.custom_role_id) as rows,
      ${countSql(Prisma.sql`select from member where workspace_id = ${workspaceId}::uuid and role <> 'guest'`)} as "teamCount",
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by lower(name)), '[]')
        from custom_role where workspace_id = ${workspaceId}::uuid) as "customRoles"`;
}

function roleFilter(role: RoleInput | undefined): Prisma.Sql {
  if (!role) return Prisma.sql`m.role <> 'guest'`;
  return role in builtInFilters
    ? builtInFilters[role as TeamRole]
    : Prisma.sql`m.custom_role_id = ${role}::uuid`;
}
