import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { AppError } from '../errors/app-error.ts';

/** What whoever saves a post is told when somebody else was faster; names who, as far as the log knows. */
export async function changedMeanwhile(
  tx: Transaction,
  workspaceId: string,
  postId: string,
): Promise<AppError> {
  const [last] = await rawQuery<{ actorName: string }>(
    tx,
    Prisma.sql`select actor_name as "actorName" from audit_event
      where workspace_id = ${workspaceId}::uuid and target_kind = 'post' and target_id = ${postId}
      order by created_at desc, id desc limit 1`,
  );
  return new AppError(
    'CONFLICT',
    `${last?.actorName || 'Somebody'} changed this post after you opened it, so nothing was saved. Look at what is there now; saving again puts yours in its place.`,
    { reason: 'changed-meanwhile' },
  );
}
