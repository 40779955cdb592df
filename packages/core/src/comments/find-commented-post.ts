import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { WorkspaceContext } from '../context/context.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { isFor } from '../posts/audience-sql.ts';
import { readableAudiences } from '../posts/post-audience.ts';

export interface CommentedPost {
  id: string;
  slug: string;
  title: string;
}

/**
 * The published post, which cannot be deleted until the transaction ends. NOT_FOUND for a draft, and for one that whoever
 * writes may not read, as for none.
 */
export async function findCommentedPost(
  ctx: Pick<WorkspaceContext, 'actor' | 'grant' | 'workspace'> & { tx: Transaction },
  postId: string,
): Promise<CommentedPost> {
  const { tx, workspace } = ctx;
  const [post] = await rawQuery<CommentedPost>(
    tx,
    Prisma.sql`select p.id, p.slug, p.title from post p
      where p.workspace_id = ${workspace.id}::uuid and p.id = ${postId}::uuid and p.status = 'published'
        and ${isFor(readableAudiences(ctx))} for key share`,
  );
  if (!post) {
    throw refusal('NOT_FOUND', said('postGone'));
  }
  return post;
}
