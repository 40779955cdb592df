import { Prisma } from '@archipelago/db/generated/client';

/** Why an issue stops by itself: its post is for some people only, is no longer on the site, or is gone. */
export type StoppedBecause = 'post_closed' | 'post_unpublished' | 'post_deleted';

/** Whether a post may go by mail. A mailbox is no sign-in, so only what everybody may read may. */
export type PostStanding = 'open' | StoppedBecause;

/** SQL for the standing of the post with this id, of this workspace. */
export function standingOfPost(workspaceId: Prisma.Sql, postId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce((
    select case when p.status <> 'published' then 'post_unpublished'
      when p.audience <> 'everyone' then 'post_closed' else 'open' end
    from post p where p.workspace_id = ${workspaceId} and p.id = ${postId}
  ), 'post_deleted')`;
}
