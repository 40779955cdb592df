import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { AppError } from '../errors/app-error.ts';

export interface CommentedPost {
  id: string;
  slug: string;
  title: string;
}

/** The published post, which cannot be deleted until the transaction ends. NOT_FOUND for a draft, as for none. */
export async function findCommentedPost(
  tx: Transaction,
  workspaceId: string,
  postId: string,
): Promise<CommentedPost> {
  const [post] = await rawQuery<CommentedPost>(
    tx,
    Prisma.sql`select id, slug, title from post
      where workspace_id = ${workspaceId}::uuid and id = ${postId}::uuid and status = 'published' for key share`,
  );
  if (!post) {
    throw new AppError('NOT_FOUND', 'The post is not on the site any more, so it takes no comments.');
  }
  return post;
}
