import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { query } from '../registry/query.ts';
import { type EndpointItem, type EndpointRow, endpointItem } from './endpoint-item.ts';

export interface ListedEndpoint extends EndpointItem {
  /** The latest delivery; null before the first. */
  latest: { state: 'pending' | 'delivered' | 'failed'; at: Date } | null;
}

type Row = EndpointRow & { latestState: 'pending' | 'delivered' | 'failed' | null; latestAt: Date | null };

/** Every endpoint, oldest first; there are at most twenty. */
export const listWebhookEndpoints = query({
  name: 'list-webhook-endpoints',
  permission: 'webhooks:manage',
  input: z.strictObject({}),
  async run({ tx, workspace }): Promise<ListedEndpoint[]> {
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select e.id, e.url, e.description, e.event_types as "eventTypes", e.disabled_at as "disabledAt",
          e.disabled_reason as "disabledReason", e.failing_since as "failingSince", e.created_at as "createdAt",
          e.secret_rotated_at as "secretRotatedAt", d.state::text as "latestState", d.created_at as "latestAt"
        from webhook_endpoint e left join lateral (
          select state, created_at from webhook_delivery
          where workspace_id = e.workspace_id and endpoint_id = e.id order by created_at desc, id desc limit 1
        ) d on true
        where e.workspace_id = ${workspace.id}::uuid order by e.created_at, e.id`,
    );
    return rows.map(({ latestState, latestAt, ...row }) => ({
      ...endpointItem(row),
      latest: latestState && latestAt && { state: latestState, at: latestAt },
    }));
  },
});
