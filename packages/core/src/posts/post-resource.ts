import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { listOf, timestamp } from '../api/wire-types.ts';
import { AppError } from '../errors/app-error.ts';

const status = z.enum(['draft', 'published']);

/** A post in a list of the API. */
export const postSummary = z
  .object({
    id: z.uuid(),
    slug: z.string().describe('Its address on the site. Made from the first title, and stays.'),
    title: z.string(),
    status,
    authorName: z.string().nullable().describe('Null when the author’s name is not known any more.'),
    createdAt: timestamp,
    updatedAt: timestamp,
    publishedAt: timestamp.nullable(),
  })
  .meta({ id: 'PostSummary' });

/** A whole post. */
export const postResource = postSummary
  .extend({
    excerpt: z.string().describe('Its first paragraph as plain text, cut at a word.'),
    body: z.string().describe('Markdown.'),
  })
  .meta({ id: 'Post' });

export const postList = listOf(postSummary).meta({ id: 'PostList' });

export type PostDetail = z.output<typeof postResource>;

/** One post, draft or published. NOT_FOUND when the workspace has none with this id. */
export async function readPost(tx: Transaction, workspaceId: string, postId: string): Promise<PostDetail> {
  const [post] = await rawQuery<PostDetail>(
    tx,
    Prisma.sql`select p.id, p.slug, p.title, p.excerpt, p.body, p.status::text, p.created_at as "createdAt",
        p.updated_at as "updatedAt", p.published_at as "publishedAt",
        coalesce(nullif(u.name, ''), u.email) as "authorName"
      from post p left join "user" u on u.id = p.author_user_id
      where p.workspace_id = ${workspaceId}::uuid and p.id = ${postId}::uuid`,
  );
  if (!post) throw noSuchPost();
  return post;
}

export function noSuchPost(): AppError {
  return new AppError('NOT_FOUND', 'This workspace has no such post. Reload the list.');
}
