import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { PostAudience } from './post-audience.ts';
import { noSuchPost } from './post-resource.ts';

export interface LockedPost {
  slug: string;
  title: string;
  body: string;
  summary: string;
  audience: PostAudience;
  status: 'draft' | 'published';
  publishedAt: Date | null;
  publishAt: Date | null;
  isFeatured: boolean;
  coverPath: string | null;
  coverAlt: string;
  updatedAt: Date;
}

/** A post that nobody else changes until the transaction ends; NOT_FOUND when the workspace has none with this id. */
export async function lockPost(tx: Transaction, workspaceId: string, postId: string): Promise<LockedPost> {
  const [post] = await rawQuery<LockedPost>(
    tx,
    Prisma.sql`select slug, title, body, summary, audience::text, status::text, published_at as "publishedAt",
        publish_at as "publishAt", is_featured as "isFeatured", cover_path as "coverPath", cover_alt as "coverAlt",
        updated_at as "updatedAt"
      from post where workspace_id = ${workspaceId}::uuid and id = ${postId}::uuid for no key update`,
  );
  if (!post) throw noSuchPost();
  return post;
}
