import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';

/** Notes that this part of a workspace's site is about to be purged, so that whatever is rendered from then on knows. */
export async function notePurge(
  workspaceId: string,
  { postId, guestbook, home }: { postId?: string; guestbook?: true; home?: true },
): Promise<void> {
  const workspace = Prisma.sql`${workspaceId}::uuid`;
  const column = guestbook
    ? Prisma.sql`guestbook_purged_at`
    : home
      ? Prisma.sql`home_purged_at`
      : Prisma.sql`site_purged_at`;
  await withWorkspace(workspaceId, (tx) =>
    rawQuery(
      tx,
      postId
        ? Prisma.sql`insert into post_tally (workspace_id, post_id, purged_at)
            select p.workspace_id, p.id, now() from post p
              where p.workspace_id = ${workspace} and p.id = ${postId}::uuid
            on conflict (workspace_id, post_id) do update set purged_at = excluded.purged_at`
        : Prisma.sql`update workspace set ${column} = now() where id = ${workspace}`,
    ),
  );
}
