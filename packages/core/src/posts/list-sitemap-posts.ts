import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { query } from '../registry/query.ts';

/** More than any plan has posts for, and less than the 50,000 that a map may list. */
const mostPosts = 20_000;

export interface SitemapPost {
  slug: string;
  updatedAt: Date;
}

/** Every post that is for everyone, newest first, for search engines. */
export const listSitemapPosts = query({
  name: 'list-sitemap-posts',
  permission: 'site:read',
  input: z.strictObject({}),
  run({ tx, workspace }): Promise<SitemapPost[]> {
    return rawQuery<SitemapPost>(
      tx,
      Prisma.sql`select p.slug, p.updated_at as "updatedAt" from post p
        where p.workspace_id = ${workspace.id}::uuid and p.status = 'published' and p.audience = 'everyone'
        order by p.published_at desc, p.id desc limit ${mostPosts}`,
    );
  },
});
