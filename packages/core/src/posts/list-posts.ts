import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { afterCursor, cursorInput, cursorTime, limitInput, type Page, pageOf } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { postList } from './post-resource.ts';

export interface PostItem {
  id: string;
  slug: string;
  title: string;
  status: 'draft' | 'published';
  /** Null when the author has left the workspace. */
  authorName: string | null;
  createdAt: Date;
  updatedAt: Date;
  publishedAt: Date | null;
}

type Row = PostItem & { cursor_at: string };

/** All posts, drafts included, newest first, for the dashboard. */
export const listPosts = query({
  name: 'list-posts',
  permission: 'posts:read',
  api: {
    method: 'GET',
    path: '/posts',
    group: 'Posts',
    summary: 'List posts',
    description: 'Drafts included, newest first, without their text.',
    output: postList,
  },
  input: z.strictObject({
    status: z.enum(['draft', 'published']).optional(),
    cursor: cursorInput,
    limit: limitInput,
  }),
  async run({ tx, workspace }, { status, cursor, limit }): Promise<Page<PostItem>> {
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select p.id, p.slug, p.title, p.status::text, p.created_at as "createdAt",
          p.updated_at as "updatedAt", p.published_at as "publishedAt",
          coalesce(nullif(u.name, ''), u.email) as "authorName",
          ${cursorTime(Prisma.sql`p.created_at`)} as cursor_at
        from post p left join "user" u on u.id = p.author_user_id
        where p.workspace_id = ${workspace.id}::uuid
          and ${status ? Prisma.sql`p.status = ${status}::post_status` : Prisma.sql`true`}
          and ${afterCursor(Prisma.sql`p.created_at`, Prisma.sql`p.id`, cursor)}
        order by p.created_at desc, p.id desc limit ${limit + 1}::integer`,
    );
    return pageOf(rows, ({ cursor_at: _, ...post }) => post, limit);
  },
});
