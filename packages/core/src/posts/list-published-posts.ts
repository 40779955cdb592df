import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { publicName } from '../person/public-name.ts';
import { query } from '../registry/query.ts';
import { isFor } from './audience-sql.ts';
import { type PostAudience, readableAudiences } from './post-audience.ts';

export interface PublishedPostItem {
  slug: string;
  title: string;
  excerpt: string;
  publishedAt: Date;
  /** Null when the author has left the workspace, or has no name. */
  authorName: string | null;
  audience: PostAudience;
  /** Whether it is not for whoever asks: then its cover is not shown either. */
  isLocked: boolean;
  coverPath: string | null;
  coverAlt: string;
}

/** A page of the site's posts. On the first one the post that leads the site stands apart, when the workspace chose one. */
export interface PublishedPosts extends Page<PublishedPostItem> {
  featured: PublishedPostItem | null;
}

type Row = PublishedPostItem & { cursor_at: string; id: string; isFeatured: boolean };

/** What the workspace's site shows everybody, newest first: of a post that is not for everyone, what it says of itself. */
export const listPublishedPosts = query({
  name: 'list-published-posts',
  permission: 'site:read',
  input: z.strictObject({ cursor: cursorInput }),
  async run(ctx, { cursor }): Promise<PublishedPosts> {
    const { tx, workspace } = ctx;
    const isOpen = isFor(readableAudiences(ctx));
    const published = Prisma.sql`p.workspace_id = ${workspace.id}::uuid and p.status = 'published'`;
    const newest = Prisma.sql`select p.* from post p
      where ${published} and not p.is_featured
        and ${afterCursor(Prisma.sql`p.published_at`, Prisma.sql`p.id`, cursor)}
      order by p.published_at desc, p.id desc limit ${pageSize + 1}`;
    const featured = Prisma.sql`select p.* from post p where ${published} and p.is_featured`;
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select p.id, p.slug, p.title, p.excerpt, p.published_at as "publishedAt",
          ${publicName} as "authorName", p.audience::text, not ${isOpen} as "isLocked",
          case when ${isOpen} then p.cover_path end as "coverPath", p.cover_alt as "coverAlt",
          p.is_featured as "isFeatured", ${cursorTime(Prisma.sql`p.published_at`)} as cursor_at
        from (${cursor ? newest : Prisma.sql`(${newest}) union all (${featured})`}) p
        left join "user" u on u.id = p.author_user_id
        order by p.published_at desc, p.id desc`,
    );
    const leading = rows.find(({ isFeatured }) => isFeatured);
    const page = pageOf(
      rows.filter(({ isFeatured }) => !isFeatured),
      shown,
    );
    return { ...page, featured: leading ? shown(leading) : null };
  },
});

function shown({ cursor_at: _, id: __, isFeatured: ___, ...post }: Row): PublishedPostItem {
  return { ...post, coverAlt: post.coverPath ? post.coverAlt : '' };
}
