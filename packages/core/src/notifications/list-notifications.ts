import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { notificationText } from './notification-text.ts';
import { notificationDefinition } from './notification-types.ts';

export interface NotificationItem {
  id: string;
  /** Says it all, without a full stop. */
  text: string;
  /** Below the dashboard, or below the site; null when it leads nowhere. */
  path: string | null;
  isOnSite: boolean;
  createdAt: Date;
  isRead: boolean;
}

interface Row {
  id: string;
  type: string;
  actorName: string;
  targetName: string;
  path: string | null;
  createdAt: Date;
  isRead: boolean;
  cursor_at: string;
}

/** What the signed-in person has been told in this workspace, newest first. Nobody else's. */
export const listNotifications = query({
  name: 'list-notifications',
  permission: 'dashboard:view',
  input: z.strictObject({
    show: z.enum(['all', 'unread'], 'Choose what to show.').optional(),
    cursor: cursorInput,
  }),
  async run({ tx, workspace, actor }, { show, cursor }): Promise<Page<NotificationItem>> {
    if (actor.kind !== 'user') return { items: [], nextCursor: null };
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select id, type, actor_name as "actorName", target_name as "targetName", path,
          created_at as "createdAt", read_at is not null as "isRead", ${cursorTime(Prisma.sql`created_at`)} as cursor_at
        from notification
        where workspace_id = ${workspace.id}::uuid and user_id = ${actor.userId}::uuid and in_app
          and ${show === 'unread' ? Prisma.sql`read_at is null` : Prisma.sql`true`}
          and ${afterCursor(Prisma.sql`created_at`, Prisma.sql`id`, cursor)}
        order by created_at desc, id desc limit ${pageSize + 1}`,
    );
    return pageOf(rows, ({ cursor_at: _, type, actorName, targetName, ...item }) => ({
      ...item,
      isOnSite: notificationDefinition(type)?.place === 'site',
      text: notificationText({ type, actorName, targetName }),
    }));
  },
});
