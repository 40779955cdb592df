import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { type Role, roles } from '../access/roles.ts';
import { containsPattern } from '../paging/contains-pattern.ts';
import { afterCursor, cursorInput, cursorTime, limitInput, type Page, pageOf } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { memberList } from './member-resource.ts';

export interface MemberItem {
  id: string;
  userId: string;
  name: string;
  email: string;
  imageUrl: string | null;
  role: Role;
  joinedAt: Date;
  lastSeenAt: Date | null;
}

type Row = MemberItem & { cursor_at: string };

/** The people of the workspace, newest first. `search` is part of a name or an e-mail address. */
export const listMembers = query({
  name: 'list-members',
  permission: 'members:read',
  api: {
    method: 'GET',
    path: '/members',
    group: 'Members',
    summary: 'List members',
    description: 'The team and the guests of the site, newest first.',
    output: memberList,
  },
  input: z.strictObject({
    search: z.string().trim().max(100).optional(),
    role: z.enum(roles).optional(),
    cursor: cursorInput,
    limit: limitInput,
  }),
  async run({ tx, workspace }, { search, role, cursor, limit }): Promise<Page<MemberItem>> {
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select m.id, m.user_id as "userId", m.role::text, m.created_at as "joinedAt",
          m.last_seen_at as "lastSeenAt", u.name, u.email, u.image_url as "imageUrl",
          ${cursorTime(Prisma.sql`m.created_at`)} as cursor_at
        from member m join "user" u on u.id = m.user_id
        where m.workspace_id = ${workspace.id}::uuid
          and ${role ? Prisma.sql`m.role = ${role}::role` : Prisma.sql`true`}
          and ${search ? Prisma.sql`(u.name ilike ${containsPattern(search)} or u.email ilike ${containsPattern(search)})` : Prisma.sql`true`}
          and ${afterCursor(Prisma.sql`m.created_at`, Prisma.sql`m.id`, cursor)}
        order by m.created_at desc, m.id desc limit ${limit + 1}::integer`,
    );
    return pageOf(rows, ({ cursor_at: _, ...member }) => member, limit);
  },
});
