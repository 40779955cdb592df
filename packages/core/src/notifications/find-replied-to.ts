import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { WorkspaceEvent } from '../events/workspace-event.ts';
import type { Recipient } from './find-recipients.ts';
import { type Channels, definitionOf, type NotificationType } from './notification-types.ts';

/**
 * Whoever wrote the comment that the event's own replies to, guest or team, and where on the site the reply stands. Nobody,
 * when they replied to themselves, have been told of this reply, or want it nowhere; or when the reply is not to be seen.
 */
export async function findRepliedTo(
  { tx, workspaceId, actorId, targetId }: WorkspaceEvent,
  type: NotificationType,
): Promise<{ recipients: Recipient[]; path: string }> {
  const [row] = await rawQuery<{ userId: string; path: string; chosen: Channels | null }>(
    tx,
    Prisma.sql`select m.user_id as "userId", '/posts/' || p.slug || '#comment-' || c.id as path,
        case when n.type is not null
          then jsonb_build_object('inApp', n.in_app, 'mail', n.mail, 'digest', n.digest) end as chosen
      from comment c
      join comment above on above.workspace_id = c.workspace_id and above.id = c.parent_id
      join post p on p.workspace_id = c.workspace_id and p.id = c.post_id and p.status = 'published'
      join member m on m.workspace_id = c.workspace_id and m.user_id = above.author_user_id and m.blocked_at is null
        and (p.audience <> 'members' or m.role <> 'guest')
      join "user" u on u.id = m.user_id and u.deleted_at is null
      left join notification_preference n
        on n.workspace_id = m.workspace_id and n.user_id = m.user_id and n.type = ${type}
      where c.workspace_id = ${workspaceId}::uuid and c.id = ${targetId}::uuid and c.state = 'visible'
        and above.author_user_id is distinct from c.author_user_id and m.user_id::text is distinct from ${actorId}
        and not exists (
          select from notification told
          where told.workspace_id = c.workspace_id and told.user_id = m.user_id and told.type = ${type}
            and told.path = '/posts/' || p.slug || '#comment-' || c.id
        )`,
  );
  if (!row) return { recipients: [], path: '' };
  const channels = row.chosen ?? definitionOf(type).defaults;
  const isWanted = channels.inApp || channels.mail || channels.digest;
  return { recipients: isWanted ? [{ userId: row.userId, channels }] : [], path: row.path };
}
