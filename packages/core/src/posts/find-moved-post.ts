import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { query } from '../registry/query.ts';

export interface MovedPost {
  id: string;
  slug: string;
}

/** Where a published post is now that was at this address, or null. Ask when no post is there: one that is comes first. */
export const findMovedPost = query({
  name: 'find-moved-post',
  permission: 'site:read',
  input: z.strictObject({ slug: z.string().max(200) }),
  async run({ tx, workspace }, { slug }): Promise<MovedPost | null> {
    const [post] = await rawQuery<MovedPost>(
      tx,
      Prisma.sql`select p.id, p.slug from post_address a
        join post p on p.workspace_id = a.workspace_id and p.id = a.post_id and p.status = 'published'
        where a.workspace_id = ${workspace.id}::uuid and a.slug = ${slug}`,
    );
    return post ?? null;
  },
});
