import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import {
  afterCursor,
  cursorInput,
  cursorTime,
  limitInput,
  type Page,
  pageOf,
  pageSize,
} from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { postPageSql } from './post-page-sql.ts';
import { type PostState, postColumns, postList, postStates, type postSummary } from './post-resource.ts';

export type PostItem = z.output<typeof postSummary>;

type Row = PostItem & { cursor_at: string };

/** All posts, drafts included, newest first, for the dashboard. `search` is part of a title or of how a post begins. */
export const listPosts = query({
  name: 'list-posts',
  permission: 'posts:read',
  api: {
    method: 'GET',
    path: '/posts',
    group: 'Posts',
    summary: 'List posts',
    description: 'Drafts and scheduled ones included, newest first, without their text.',
    output: postList,
  },
  input: z.strictObject({
    search: z.string().trim().max(100).optional(),
    status: z.enum(postStates).optional(),
    cursor: cursorInput,
    limit: limitInput,
  }),
  async run({ tx, workspace }, { search, status, cursor, limit }): Promise<Page<PostItem>> {
    const rows = await rawQuery<Row>(tx, postsSql(workspace.id, { search, status, cursor, limit }));
    return pageOf(rows, ({ cursor_at: _, ...post }) => post, limit);
  },
});

/** Everything the list shows, in one statement; exported for the test that reads its plan. */
export function postsSql(
  workspaceId: string,
  {
    search,
    status,
    cursor,
    limit = pageSize,
  }: {
    search?: string | undefined;
    status?: PostState | undefined;
    cursor?: string | undefined;
    limit?: number;
  },
): Prisma.Sql {
  const filter = Prisma.sql`${status ? states[status] : Prisma.sql`true`}
    and ${afterCursor(Prisma.sql`p.created_at`, Prisma.sql`p.id`, cursor)}`;
  return Prisma.sql`select ${postColumns}, coalesce(nullif(u.name, ''), u.email) as "authorName",
      ${cursorTime(Prisma.sql`p.created_at`)} as cursor_at
    from (${postPageSql(workspaceId, { filter, search, limit })}) p
    left join "user" u on u.id = p.author_user_id
    order by p.created_at desc, p.id desc`;
}

const states: Record<PostState, Prisma.Sql> = {
  draft: Prisma.sql`p.status = 'draft' and p.publish_at is null`,
  scheduled: Prisma.sql`p.publish_at is not null`,
  published: Prisma.sql`p.status = 'published'`,
};
