import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../../errors/app-error.ts';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../../paging/keyset.ts';
import { query } from '../../registry/query.ts';
import { type CustomerRow, customerColumns } from './stripe-customer-sql.ts';

export interface InboxEvent {
  id: string;
  type: string;
  status: 'pending' | 'processed' | 'ignored';
  /** How often Stripe has sent it. */
  deliveries: number;
  receivedAt: Date;
  processedAt: Date | null;
}

export interface BillingCustomer extends Page<InboxEvent> {
  workspace: {
    slug: string;
    name: string;
    accent: string | null;
    logoPath: string | null;
    status: 'active' | 'deleting';
  };
  /** Null for a workspace that Stripe has never heard of. */
  customer: (Omit<CustomerRow, 'dirtySince'> & { dirtySince: Date | null }) | null;
}

interface Row {
  workspace: BillingCustomer['workspace'];
  customer: CustomerRow | null;
  events: (Omit<InboxEvent, 'receivedAt' | 'processedAt'> & {
    receivedAt: string;
    processedAt: string | null;
    cursor_at: string;
    cursor_id: string;
  })[];
}

/** How far we are with what Stripe knows of one workspace, and the events that came, newest first. */
export const getWorkspaceBilling = query({
  name: 'get-workspace-billing',
  scope: 'person',
  permission: 'platform:read',
  input: z.strictObject({ slug: z.string().max(63), cursor: cursorInput }),
  async run({ tx }, { slug, cursor }): Promise<BillingCustomer> {
    const receivedAt = Prisma.sql`e.received_at`;
    // A page's cursor takes a UUID, and Stripe's ids are none.
    const tieBreak = Prisma.sql`md5(e.id)::uuid`;
    const [row] = await rawQuery<Row>(
      tx,
      Prisma.sql`select
        jsonb_build_object('slug', w.slug, 'name', w.name, 'accent', w.accent, 'logoPath', w.logo_path,
          'status', w.status) as workspace,
        (select to_jsonb(f) from (select ${customerColumns} from billing_customer c where c.workspace_id = w.id) f)
          as customer,
        (
          select coalesce(jsonb_agg(f order by f.cursor_at desc, f.cursor_id desc), '[]') from (
            select e.id, e.type, e.status, e.deliveries, e.received_at as "receivedAt",
              e.processed_at as "processedAt", ${cursorTime(receivedAt)} as cursor_at, ${tieBreak} as cursor_id
            from stripe_event e
            where e.stripe_customer_id = (select stripe_customer_id from billing_customer where workspace_id = w.id)
              and ${afterCursor(receivedAt, tieBreak, cursor)}
            order by ${receivedAt} desc, ${tieBreak} desc limit ${pageSize + 1}
          ) f
        ) as events
      from workspace w where w.slug = ${slug}`,
    );
    if (!row) throw new AppError('NOT_FOUND', 'No workspace has this address. Look for it in the directory.');
    const { workspace, customer, events } = row;
    const page = pageOf(
      events.map((event) => ({ ...event, id: event.cursor_id, event })),
      ({ event: { cursor_at: _, cursor_id: __, ...item } }) => ({
        ...item,
        receivedAt: new Date(item.receivedAt),
        processedAt: item.processedAt === null ? null : new Date(item.processedAt),
      }),
    );
    return {
      workspace,
      customer: customer && {
        ...customer,
        dirtySince: customer.dirtySince === null ? null : new Date(customer.dirtySince),
      },
      ...page,
    };
  },
});
