import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { WorkspaceEvent } from '../events/workspace-event.ts';
import type { Recipient } from './find-recipients.ts';
import { type Channels, definitionOf, type NotificationType } from './notification-types.ts';

/**
 * Whoever wrote the comment or the entry that the event lets be seen, guest or team, and where on the site it stands.
 * Nobody, when they did it themselves, have been told of this one, or want it nowhere; or when they may not read the post.
 */
export async function findWriter(
  { tx, workspaceId, actorId, targetId }: WorkspaceEvent,
  type: NotificationType,
): Promise<{ recipients: Recipient[]; path: string }> {
  const [row] = await rawQuery<{ userId: string; path: string; chosen: Channels | null; isTold: boolean }>(
    tx,
    Prisma.sql`select w.*, exists (
          select from notification told
          where told.workspace_id = ${workspaceId}::uuid and told.user_id = w."userId" and told.type = ${type}
            and told.path = w.path
        ) as "isTold"
      from (
        select m.user_id as "userId",
          case when c.post_id is null then '/guestbook/mine#comment-' || c.id
            else '/posts/' || p.slug || '#comment-' || c.id end as path,
          case when n.type is not null
            then jsonb_build_object('inApp', n.in_app, 'mail', n.mail, 'digest', n.digest) end as chosen
        from comment c
        left join post p on p.workspace_id = c.workspace_id and p.id = c.post_id and p.status = 'published'
        join member m on m.workspace_id = c.workspace_id and m.user_id = c.author_user_id and m.blocked_at is null
        join "user" u on u.id = m.user_id and u.deleted_at is null
        left join notification_preference n
          on n.workspace_id = m.workspace_id and n.user_id = m.user_id and n.type = ${type}
        where c.workspace_id = ${workspaceId}::uuid and c.id = ${targetId}::uuid and c.state = 'visible'
          and (c.post_id is null or (p.id is not null and (p.audience <> 'members' or m.role <> 'guest')))
          and m.user_id::text is distinct from ${actorId}
      ) w`,
  );
  if (!row || row.isTold) return { recipients: [], path: '' };
  const channels = row.chosen ?? definitionOf(type).defaults;
  const isWanted = channels.inApp || channels.mail || channels.digest;
  return { recipients: isWanted ? [{ userId: row.userId, channels }] : [], path: row.path };
}
