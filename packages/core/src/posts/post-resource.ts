import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { listOf, timestamp } from '../api/wire-types.ts';
import { AppError } from '../errors/app-error.ts';
import { postAudience } from './post-fields.ts';

export const postStates = ['draft', 'scheduled', 'published'] as const;

/** A draft that waits for its moment is scheduled. */
export type PostState = (typeof postStates)[number];

/** A post in a list of the API. */
export const postSummary = z
  .object({
    id: z.uuid(),
    slug: z.string().describe('Its address on the site. Former ones lead to it.'),
    title: z.string(),
    status: z.enum(postStates).describe('A draft that waits for its moment is scheduled.'),
    audience: postAudience,
    isFeatured: z.boolean().describe('Whether it leads the site; at most one does.'),
    authorName: z.string().nullable().describe('Null when the author’s name is not known any more.'),
    createdAt: timestamp,
    updatedAt: timestamp,
    publishAt: timestamp.nullable().describe('When it is published, while it is scheduled.'),
    publishedAt: timestamp.nullable(),
  })
  .meta({ id: 'PostSummary' });

/** A whole post. */
export const postResource = postSummary
  .extend({
    summary: z.string().describe('As it was written; empty when there is none.'),
    excerpt: z.string().describe('What everybody sees of it: the summary, or its first paragraph.'),
    body: z.string().describe('Markdown.'),
    coverAlt: z.string().describe('What its cover shows; empty when it has none.'),
    formerSlugs: z.array(z.string()).describe('Addresses that lead to it.'),
  })
  .meta({ id: 'Post' });

export const postList = listOf(postSummary).meta({ id: 'PostList' });

export type PostDetail = z.output<typeof postResource> & { coverPath: string | null };

/** Columns of a post `p` that every list of the team shows. */
export const postColumns = Prisma.sql`p.id, p.slug, p.title,
  case when p.publish_at is null then p.status::text else 'scheduled' end as status, p.audience::text,
  p.is_featured as "isFeatured", p.created_at as "createdAt", p.updated_at as "updatedAt",
  p.publish_at as "publishAt", p.published_at as "publishedAt"`;

/** One post, draft or published. NOT_FOUND when the workspace has none with this id. */
export async function readPost(tx: Transaction, workspaceId: string, postId: string): Promise<PostDetail> {
  const [post] = await rawQuery<PostDetail>(
    tx,
    Prisma.sql`select ${postColumns}, p.summary, p.excerpt, p.body, p.cover_path as "coverPath",
        p.cover_alt as "coverAlt", coalesce(nullif(u.name, ''), u.email) as "authorName",
        array(select a.slug from post_address a where a.workspace_id = p.workspace_id and a.post_id = p.id
          order by a.created_at desc limit 50) as "formerSlugs"
      from post p left join "user" u on u.id = p.author_user_id
      where p.workspace_id = ${workspaceId}::uuid and p.id = ${postId}::uuid`,
  );
  if (!post) throw noSuchPost();
  return post;
}

export function noSuchPost(): AppError {
  return new AppError('NOT_FOUND', 'This workspace has no such post. Reload the list.');
}
