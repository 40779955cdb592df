import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { type PostReactions, type PostReactionsRow, postReactions } from './post-reactions.ts';
import { postReactionsSql } from './post-reactions-sql.ts';

/** What a post is liked and rated at this moment of the transaction. */
export async function readReactions(
  tx: Transaction,
  workspaceId: string,
  postId: string,
  userId: string | null,
): Promise<PostReactions> {
  const [row] = await rawQuery<{ reactions: PostReactionsRow }>(
    tx,
    Prisma.sql`select ${postReactionsSql(workspaceId, Prisma.sql`${postId}::uuid`, userId)} as reactions`,
  );
  if (!row) throw new Error('A statement without a FROM answered no row.');
  return postReactions(row.reactions);
}
