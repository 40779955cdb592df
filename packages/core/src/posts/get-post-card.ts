import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { query } from '../registry/query.ts';

export interface PostCard {
  id: string;
  slug: string;
  title: string;
  workspace: { id: string; slug: string; name: string; accent: string | null };
}

/** What the picture of a published post shows beside a link to it: no more than everybody sees of it, whoever it is for. */
export const getPostCard = query({
  name: 'get-post-card',
  permission: 'site:read',
  input: z.strictObject({ slug: z.string().max(200) }),
  async run({ tx, workspace }, { slug }): Promise<PostCard> {
    const [post] = await rawQuery<Omit<PostCard, 'workspace'>>(
      tx,
      Prisma.sql`select p.id, p.slug, p.title from post p
        where p.workspace_id = ${workspace.id}::uuid and p.slug = ${slug} and p.status = 'published'`,
    );
    if (!post) throw new AppError('NOT_FOUND', 'There is no post at this address.');
    const { id, name, accent } = workspace;
    return { ...post, workspace: { id, slug: workspace.slug, name, accent } };
  },
});
