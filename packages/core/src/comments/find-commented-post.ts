import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';

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
    throw refusal('NOT_FOUND', said('postGoneForComments'));
  }
  return post;
}
