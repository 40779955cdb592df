import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';

export interface PublishedPostItem {
  slug: string;
  title: string;
  excerpt: string;
  publishedAt: Date;
  /** Null when the author has left the workspace, or has no name. */
  authorName: string | null;
}

type Row = PublishedPostItem & { cursor_at: string; id: string };

/** What the workspace's site shows everybody, newest first. */
export const listPublishedPosts = query({
  name: 'list-published-posts',
  permission: 'site:read',
  input: z.strictObject({ cursor: cursorInput }),
  async run({ tx, workspace }, { cursor }): Promise<Page<PublishedPostItem>> {
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select p.id, p.slug, p.title, p.excerpt, p.published_at as "publishedAt",
          nullif(u.name, '') as "authorName", ${cursorTime(Prisma.sql`p.published_at`)} as cursor_at
        from post p left join "user" u on u.id = p.author_user_id
        where p.workspace_id = ${workspace.id}::uuid and p.status = 'published'
          and ${afterCursor(Prisma.sql`p.published_at`, Prisma.sql`p.id`, cursor)}
        order by p.published_at desc, p.id desc limit ${pageSize + 1}`,
    );
    return pageOf(rows, ({ cursor_at: _, id: __, ...post }) => post);
  },
});
