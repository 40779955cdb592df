import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { cursorInput, limitInput, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { countSql } from './count-sql.ts';
import { guestList } from './guest-resource.ts';
import { type MemberItem, type MemberRow, memberItem } from './member-item.ts';
import { memberJson, memberPageSql } from './member-page-sql.ts';

export interface GuestPage extends Page<MemberItem> {
  /** All guests, blocked ones included, whatever was searched; 1,001 stands for more than 1,000. */
  guestCount: number;
  blockedCount: number;
}

/** The guests of the workspace's site, newest first. `search` is part of a name or an e-mail address. */
export const listGuests = query({
  name: 'list-guests',
  permission: 'members:read',
  api: {
    method: 'GET',
    path: '/guests',
    group: 'Guests',
    summary: 'List guests',
    description: 'Everybody who joined the site, newest first; they take no seat.',
    output: guestList,
  },
  input: z.strictObject({
    search: z.string().trim().max(100).optional(),
    show: z.enum(['blocked'], 'Choose all guests or the blocked ones.').optional(),
    cursor: cursorInput,
    limit: limitInput,
  }),
  async run({ tx, workspace }, { search, show, cursor, limit }): Promise<GuestPage> {
    const [row] = await rawQuery<{ rows: MemberRow[]; guestCount: number; blockedCount: number }>(
      tx,
      guestsSql(workspace.id, { search, show, cursor, limit }),
    );
    if (!row) throw new Error('The statement of the guests returned no row.');
    const { guestCount, blockedCount } = row;
    return { ...pageOf(row.rows, memberItem, limit), guestCount, blockedCount };
  },
});

/** Everything the list shows, in one statement; exported for the test that reads its plan. */
export function guestsSql(
  workspaceId: string,
  {
    search,
    show,
    cursor,
    limit = pageSize,
  }: {
    search?: string | undefined;
    show?: 'blocked' | undefined;
    cursor?: string | undefined;
    limit?: number;
  },
): Prisma.Sql {
  const filter = show === 'blocked' ? Prisma.sql`m.blocked_at is not null` : Prisma.sql`m.role = 'guest'`;
  const page = memberPageSql(workspaceId, { filter, search, cursor, limit });
  return Prisma.sql`
    with page as materialized (select * from (${page}) m order by created_at desc, id desc)
    select
      (select coalesce(jsonb_agg(${memberJson} order by m.created_at desc, m.id desc), '[]')
        from page m join "user" u on u.id = m.user_id
          left join custom_role r on r.workspace_id = m.workspace_id and r.id = m.custom_role_id) as rows,
      ${countSql(Prisma.sql`select from member where workspace_id = ${workspaceId}::uuid and role = 'guest'`)} as "guestCount",
      ${countSql(Prisma.sql`select from member where workspace_id = ${workspaceId}::uuid and blocked_at is not null`)} as "blockedCount"`;
}
