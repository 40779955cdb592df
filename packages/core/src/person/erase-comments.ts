import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { deletedPerson } from './deleted-person.ts';
import type { ErasedPerson } from './erase-from-workspace.ts';

/** Leaves the person's comments to nobody, or deletes them; one that others replied to stays without its words. */
export async function eraseComments(workspaceId: string, { userId, content }: ErasedPerson): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    const mine = Prisma.sql`c.workspace_id = ${workspaceId}::uuid and c.author_user_id = ${userId}::uuid`;
    if (content === 'keep') {
      await rawQuery(
        tx,
        Prisma.sql`update comment c set author_user_id = ${deletedPerson.userId}::uuid where ${mine}`,
      );
      return;
    }
    await rawQuery(tx, Prisma.sql`delete from comment c where ${mine} and c.parent_id is not null`);
    await rawQuery(
      tx,
      Prisma.sql`delete from comment c where ${mine} and not exists (
        select from comment r where r.workspace_id = c.workspace_id and r.parent_id = c.id
      )`,
    );
    await rawQuery(
      tx,
      Prisma.sql`update comment c set body = null, state = 'removed', held_reason = null,
          removed_at = coalesce(c.removed_at, now()), author_user_id = null where ${mine}`,
    );
  });
}
