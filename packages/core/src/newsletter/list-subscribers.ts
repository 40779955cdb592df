import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { type SubscriberState, subscriberStates } from './subscriber-states.ts';

export interface Subscriber {
  id: string;
  email: string;
  state: SubscriberState;
  source: 'form' | 'hand' | 'import';
  /** Of one added by hand: how they agreed. */
  consent: string | null;
  createdAt: Date;
  askedAt: Date | null;
  confirmedAt: Date | null;
  unsubscribedAt: Date | null;
  bouncedAt: Date | null;
  bounceReason: string | null;
}

export const subscriberFilter = {
  state: z.enum(subscriberStates, 'There is no such state of a subscriber.').optional(),
  /** How the address begins. */
  search: z.string().trim().toLowerCase().max(100).optional(),
  cursor: cursorInput,
};

/** As the indexes say it. */
const ofState: Record<SubscriberState, Prisma.Sql> = {
  waiting: Prisma.sql`s.state = 'waiting'`,
  subscribed: Prisma.sql`s.state = 'subscribed'`,
  unsubscribed: Prisma.sql`s.state = 'unsubscribed'`,
  bounced: Prisma.sql`s.state = 'bounced'`,
};

/** Who gets the newsletter, waits for a confirmation, or has left it; newest first. */
export const listSubscribers = query({
  name: 'list-subscribers',
  permission: 'newsletter:read',
  input: z.strictObject(subscriberFilter),
  async run({ tx, workspace }, asked): Promise<Page<Subscriber>> {
    const rows = await rawQuery<Subscriber & { cursor_at: string }>(
      tx,
      subscribersSql(workspace.id, asked, pageSize),
    );
    return pageOf(rows, ({ cursor_at: _, ...subscriber }) => subscriber);
  },
});

/** Exported for the test that reads its plan. */
export function subscribersSql(
  workspaceId: string,
  asked: {
    state?: SubscriberState | undefined;
    search?: string | undefined;
    cursor?: string | undefined;
  },
  size: number,
): Prisma.Sql {
  const { state, search, cursor } = asked;
  const begins = search
    ? Prisma.sql`s.email collate "C" >= ${search} and s.email collate "C" < ${`${search}\u{10ffff}`}`
    : Prisma.sql`true`;
  return Prisma.sql`select s.id, s.email, s.state::text, s.source::text, s.consent, s.created_at as "createdAt",
      s.asked_at as "askedAt", s.confirmed_at as "confirmedAt", s.unsubscribed_at as "unsubscribedAt",
      s.bounced_at as "bouncedAt", s.bounce_reason as "bounceReason",
      ${cursorTime(Prisma.sql`s.created_at`)} as cursor_at
    from newsletter_subscriber s
    where s.workspace_id = ${workspaceId}::uuid and ${state ? ofState[state] : Prisma.sql`true`} and ${begins}
      and ${afterCursor(Prisma.sql`s.created_at`, Prisma.sql`s.id`, cursor)}
    order by s.created_at desc, s.id desc limit ${size + 1}::integer`;
}
