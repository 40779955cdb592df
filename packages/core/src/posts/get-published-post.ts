import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { query } from '../registry/query.ts';
import { readingMinutes } from './reading-minutes.ts';
import { renderMarkdown } from './render-markdown.ts';

export interface PublishedPost {
  slug: string;
  title: string;
  excerpt: string;
  /** Safe to set as HTML. */
  html: string;
  readingMinutes: number;
  publishedAt: Date;
  updatedAt: Date;
  /** Null when the author has left the workspace, or has no name. */
  authorName: string | null;
}

type Row = Omit<PublishedPost, 'html' | 'readingMinutes'> & { body: string };

/** One post of the workspace's site. A draft is NOT_FOUND, the same as no post. */
export const getPublishedPost = query({
  name: 'get-published-post',
  permission: 'site:read',
  input: z.strictObject({ slug: z.string().max(200) }),
  async run({ tx, workspace }, { slug }): Promise<PublishedPost> {
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select p.slug, p.title, p.excerpt, p.body, p.published_at as "publishedAt",
          p.updated_at as "updatedAt", nullif(u.name, '') as "authorName"
        from post p left join "user" u on u.id = p.author_user_id
        where p.workspace_id = ${workspace.id}::uuid and p.slug = ${slug} and p.status = 'published'`,
    );
    if (!rows[0]) {
      throw new AppError(
        'NOT_FOUND',
        `${workspace.name} has no post at this address. It may have been taken down.`,
      );
    }
    const { body, ...post } = rows[0];
    return { ...post, html: renderMarkdown(body), readingMinutes: readingMinutes(body) };
  },
});
