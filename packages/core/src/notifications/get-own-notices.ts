import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { SubscriberState } from '../newsletter/subscriber-states.ts';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { definitionOf, type NotificationType } from './notification-types.ts';
import { siteTypes } from './site-types.ts';

const noticesShown = 20;

/** Something that happened on the site to whoever takes part in it. */
export interface OwnNotice {
  id: string;
  type: NotificationType;
  /** What was commented on. */
  targetName: string;
  /** Below the site. */
  path: string;
  createdAt: Date;
  isRead: boolean;
}

export interface OwnNotices extends Page<OwnNotice> {
  /** Where they want to be told of what. */
  wanted: { type: NotificationType; inApp: boolean; mail: boolean }[];
  /** Of the newsletter, by their own address; null when that is not known there. */
  newsletter: SubscriberState | null;
}

interface Row {
  notices: (Omit<OwnNotice, 'createdAt'> & { createdAt: string; cursor_at: string })[];
  wanted: OwnNotices['wanted'];
  newsletter: SubscriberState | null;
}

/** What the signed-in person was told about this site, newest first, and what they want to be told. Nobody else's. */
export const getOwnNotices = query({
  name: 'get-own-notices',
  permission: 'self:manage',
  input: z.strictObject({ cursor: cursorInput }),
  async run({ tx, workspace, actor }, { cursor }): Promise<OwnNotices> {
    if (actor.kind !== 'user') return { items: [], nextCursor: null, wanted: [], newsletter: null };
    const own = Prisma.sql`n.workspace_id = ${workspace.id}::uuid and n.user_id = ${actor.userId}::uuid
      and n.type = any(${[...siteTypes]}::text[])`;
    const [row] = await rawQuery<Row>(
      tx,
      Prisma.sql`select (
          select coalesce(jsonb_agg(to_jsonb(x) order by x.cursor_at desc, x.id desc), '[]') from (
            select n.id, n.type, n.target_name as "targetName", coalesce(n.path, '/') as path, n.created_at as "createdAt",
              n.read_at is not null as "isRead", ${cursorTime(Prisma.sql`n.created_at`)} as cursor_at
            from notification n
            where ${own} and n.in_app and ${afterCursor(Prisma.sql`n.created_at`, Prisma.sql`n.id`, cursor)}
            order by n.created_at desc, n.id desc limit ${noticesShown + 1}::integer
          ) x
        ) as notices, (
          select coalesce(jsonb_agg(jsonb_build_object('type', n.type, 'inApp', n.in_app, 'mail', n.mail)), '[]')
          from notification_preference n where ${own}
        ) as wanted, (
          select s.state::text from newsletter_subscriber s
          where s.workspace_id = ${workspace.id}::uuid and s.email = ${actor.email} and s.email <> ''
        ) as newsletter`,
    );
    const { notices = [], wanted = [], newsletter = null } = row ?? {};
    const page = pageOf(
      notices,
      ({ cursor_at: _, createdAt, ...notice }) => ({ ...notice, createdAt: new Date(createdAt) }),
      noticesShown,
    );
    return { ...page, wanted: siteTypes.map((type) => choiceOf(type, wanted)), newsletter };
  },
});

function choiceOf(type: NotificationType, chosen: OwnNotices['wanted']): OwnNotices['wanted'][number] {
  const { inApp, mail } = chosen.find((one) => one.type === type) ?? definitionOf(type).defaults;
  return { type, inApp, mail };
}
