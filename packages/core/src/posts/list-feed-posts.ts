import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { publicName } from '../person/public-name.ts';
import { query } from '../registry/query.ts';
import { type PostPicture, picturesOf } from './post-picture.ts';
import { renderMarkdown } from './render-markdown.ts';

const feedLength = 30;

export interface FeedPost {
  id: string;
  slug: string;
  title: string;
  excerpt: string;
  /** Safe to set as HTML. */
  html: string;
  pictures: PostPicture[];
  authorName: string | null;
  publishedAt: Date;
  updatedAt: Date;
}

/** The newest posts that are for everyone, whoever asks: a feed is read by programs that know nobody. */
export const listFeedPosts = query({
  name: 'list-feed-posts',
  permission: 'site:read',
  input: z.strictObject({}),
  async run({ tx, workspace }): Promise<FeedPost[]> {
    const rows = await rawQuery<Omit<FeedPost, 'html'> & { body: string }>(
      tx,
      Prisma.sql`select p.id, p.slug, p.title, p.excerpt, p.body, p.published_at as "publishedAt",
          p.updated_at as "updatedAt", ${publicName} as "authorName",
          ${picturesOf(Prisma.sql`p.workspace_id`, Prisma.sql`p.id`)} as pictures
        from post p left join "user" u on u.id = p.author_user_id
        where p.workspace_id = ${workspace.id}::uuid and p.status = 'published' and p.audience = 'everyone'
        order by p.published_at desc, p.id desc limit ${feedLength}`,
    );
    return rows.map(({ body, ...post }) => ({ ...post, html: renderMarkdown(body) }));
  },
});
