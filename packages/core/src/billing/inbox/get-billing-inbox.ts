import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { beforeCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../../paging/keyset.ts';
import { mostCounted } from '../../platform/get-platform-health.ts';
import { query } from '../../registry/query.ts';
import { type CustomerRow, customerColumns } from './stripe-customer-sql.ts';

export interface InboxCustomer extends Omit<CustomerRow, 'dirtySince'> {
  workspace: { slug: string; name: string; accent: string | null; logoPath: string | null };
  dirtySince: Date;
}

export interface InboxFigures {
  /** Customers of whom Stripe knows more than we do; `mostCounted` + 1 stands for more. */
  waiting: number;
  /** Those of them that were given up. */
  dead: number;
  /** How long the one that waits the longest has waited. Null when none does. */
  oldestSeconds: number | null;
  /** Of the latest thousand events: how many there are, and how often they were delivered in all. */
  events: number;
  deliveries: number;
  /** In how many seconds 95 of 100 of them were acted on. Null before the first one was. */
  p95Seconds: number | null;
  /** Deliveries refused at the door since midnight a week ago, UTC, by reason. */
  refused: { signature: number; mode: number; size: number };
  lastRefusedAt: Date | null;
}

export interface BillingInbox extends Page<InboxCustomer> {
  figures: InboxFigures;
}

type FiguresRow = Omit<InboxFigures, 'lastRefusedAt'> & { lastRefusedAt: string | null };
type ListRow = Omit<InboxCustomer, 'dirtySince'> & { dirtySince: string; cursor_at: string; id: string };

/**
 * Which Stripe customers wait for us, the one that waits the longest first, and how well Stripe's events arrive. Says of a
 * workspace what the directory says, and how far we are; not what it bought.
 */
export const getBillingInbox = query({
  name: 'get-billing-inbox',
  scope: 'person',
  permission: 'platform:read',
  input: z.strictObject({ show: z.enum(['waiting', 'dead']).default('waiting'), cursor: cursorInput }),
  async run({ tx }, { show, cursor }): Promise<BillingInbox> {
    const [row] = await rawQuery<{ figures: FiguresRow; list: ListRow[] }>(
      tx,
      Prisma.sql`select ${figuresSql} as figures, ${listSql(show === 'dead', cursor)} as list`,
    );
    if (!row) throw new Error('The statement of the billing inbox returned no row.');
    const { lastRefusedAt, ...figures } = row.figures;
    return {
      figures: { ...figures, lastRefusedAt: lastRefusedAt === null ? null : new Date(lastRefusedAt) },
      ...pageOf(row.list, ({ cursor_at: _, id: __, ...item }) => ({
        ...item,
        dirtySince: new Date(item.dirtySince),
      })),
    };
  },
});

const figuresSql = Prisma.sql`(
  with latest as (
    select deliveries, received_at, processed_at from stripe_event order by received_at desc limit 1000
  ), refused as (
    select reason, sum(count)::float8 as count, max(last_at) as last_at from refused_delivery
    where day > (now() at time zone 'UTC')::date - 7 group by reason
  )
  select jsonb_build_object(
    'waiting', (
      select count(*) from (select from billing_customer where dirty_since is not null limit ${mostCounted + 1}) counted
    ),
    'dead', (
      select count(*) from (
        select from billing_customer where dead_at is not null and dirty_since is not null limit ${mostCounted + 1}
      ) counted
    ),
    'oldestSeconds', (
      select floor(extract(epoch from now() - min(dirty_since))) from billing_customer where dirty_since is not null
    ),
    'events', (select count(*) from latest),
    'deliveries', (select coalesce(sum(deliveries), 0) from latest),
    'p95Seconds', (
      select percentile_cont(0.95) within group (order by extract(epoch from processed_at - received_at)::float8)
      from latest where processed_at is not null
    ),
    'refused', jsonb_build_object('signature', 0, 'mode', 0, 'size', 0)
      || coalesce((select jsonb_object_agg(reason, count) from refused), '{}'),
    'lastRefusedAt', (select max(last_at) from refused)
  )
)`;

function listSql(deadOnly: boolean, cursor: string | undefined): Prisma.Sql {
  const since = Prisma.sql`c.dirty_since`;
  const id = Prisma.sql`c.workspace_id`;
  return Prisma.sql`(
    select coalesce(jsonb_agg(i order by i.cursor_at, i.id), '[]') from (
      select ${customerColumns}, ${id} as id, ${cursorTime(since)} as cursor_at,
        jsonb_build_object('slug', w.slug, 'name', w.name, 'accent', w.accent, 'logoPath', w.logo_path) as workspace
      from billing_customer c join workspace w on w.id = ${id}
      where ${since} is not null and ${deadOnly ? Prisma.sql`c.dead_at is not null` : Prisma.sql`true`}
        and ${cursor ? beforeCursor(since, id, cursor) : Prisma.sql`true`}
      order by ${since}, ${id} limit ${pageSize + 1}
    ) i
  )`;
}
