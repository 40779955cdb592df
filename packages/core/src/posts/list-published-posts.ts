import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import {
  type LatestEntry,
  type LatestEntryRow,
  latestEntriesSql,
  latestEntry,
} from '../guestbook/latest-entries-sql.ts';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf } from '../paging/keyset.ts';
import { publicName } from '../person/public-name.ts';
import { averageOf } from '../reactions/post-reactions.ts';
import { query } from '../registry/query.ts';
import { isFor } from './audience-sql.ts';
import { type PostAudience, readableAudiences } from './post-audience.ts';

export const postsShown = 12;

export interface PublishedPostItem {
  slug: string;
  title: string;
  excerpt: string;
  publishedAt: Date;
  /** Null when the author has left the workspace, or has no name. */
  authorName: string | null;
  audience: PostAudience;
  /** Whether it is not for whoever asks: then nothing of its cover, its length and what people made of it is told either. */
  isLocked: boolean;
  coverPath: string | null;
  coverAlt: string;
  /** Zero of a locked one, as are the counts. */
  readingMinutes: number;
  comments: number;
  ratings: number;
  /** One to five with one decimal; null while nobody has rated. */
  average: number | null;
}

/**
 * A page of the site's posts, and what stands beside it. On the first one the post that leads the site stands apart, when the
 * workspace chose one.
 */
export interface PublishedPosts extends Page<PublishedPostItem> {
  featured: PublishedPostItem | null;
  /** What was signed last in the guestbook. */
  entries: LatestEntry[];
}

/** As JSON made by SQL spells it. */
type Row = Omit<PublishedPostItem, 'publishedAt' | 'average'> & {
  publishedAt: string;
  stars: number;
  cursor_at: string;
  id: string;
  isFeatured: boolean;
};

/** What the workspace's site shows everybody, newest first: of a post that is not for everyone, what it says of itself. */
export const listPublishedPosts = query({
  name: 'list-published-posts',
  permission: 'site:read',
  input: z.strictObject({ cursor: cursorInput }),
  async run(ctx, { cursor }): Promise<PublishedPosts> {
    const readable = readableAudiences(ctx);
    const [row] = await rawQuery<{ posts: Row[]; entries: LatestEntryRow[] }>(
      ctx.tx,
      publishedPostsSql(ctx.workspace.id, { readable, cursor }),
    );
    const { posts, entries } = row ?? { posts: [], entries: [] };
    const leading = posts.find(({ isFeatured }) => isFeatured);
    const page = pageOf(
      posts.filter(({ isFeatured }) => !isFeatured),
      shown,
      postsShown,
    );
    return { ...page, featured: leading ? shown(leading) : null, entries: entries.map(latestEntry) };
  },
});

/** Exported for the test that reads its plan. */
export function publishedPostsSql(
  workspaceId: string,
  { readable, cursor }: { readable: readonly PostAudience[]; cursor?: string | undefined },
): Prisma.Sql {
  const isOpen = isFor(readable);
  const published = Prisma.sql`p.workspace_id = ${workspaceId}::uuid and p.status = 'published'`;
  const newest = Prisma.sql`select p.* from post p
    where ${published} and not p.is_featured
      and ${afterCursor(Prisma.sql`p.published_at`, Prisma.sql`p.id`, cursor)}
    order by p.published_at desc, p.id desc limit ${postsShown + 1}::integer`;
  const featured = Prisma.sql`select p.* from post p where ${published} and p.is_featured`;
  return Prisma.sql`select (
      select coalesce(jsonb_agg(to_jsonb(item) order by item."publishedAt" desc, item.id desc), '[]') from (
        select p.id, p.slug, p.title, p.excerpt, p.published_at as "publishedAt",
          ${publicName} as "authorName", p.audience::text, not ${isOpen} as "isLocked",
          case when ${isOpen} then p.cover_path end as "coverPath",
          case when ${isOpen} and p.cover_path is not null then p.cover_alt else '' end as "coverAlt",
          case when ${isOpen} then p.reading_minutes else 0 end as "readingMinutes",
          case when ${isOpen} then coalesce(t.comments, 0) else 0 end as comments,
          case when ${isOpen} then coalesce(t.ratings, 0) else 0 end as ratings,
          case when ${isOpen} then coalesce(t.stars, 0) else 0 end as stars,
          p.is_featured as "isFeatured", ${cursorTime(Prisma.sql`p.published_at`)} as cursor_at
        from (${cursor ? newest : Prisma.sql`(${newest}) union all (${featured})`}) p
        left join "user" u on u.id = p.author_user_id
        left join post_tally t on t.workspace_id = p.workspace_id and t.post_id = p.id
      ) item
    ) as posts, ${latestEntriesSql(workspaceId)} as entries`;
}

function shown({
  cursor_at: _,
  id: __,
  isFeatured: ___,
  publishedAt,
  stars,
  ...post
}: Row): PublishedPostItem {
  return { ...post, publishedAt: new Date(publishedAt), average: averageOf(stars, post.ratings) };
}
