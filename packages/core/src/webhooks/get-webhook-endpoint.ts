import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { id } from '../input/id.ts';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { type EndpointItem, type EndpointRow, endpointItem } from './endpoint-item.ts';
import { noSuchEndpoint } from './find-endpoint.ts';

export const deliveryStates = ['pending', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface DeliveryItem {
  id: string;
  eventType: string;
  state: DeliveryState;
  attempts: number;
  /** Of the latest attempt. */
  responseStatus: number | null;
  createdAt: Date;
  nextAttemptAt: Date | null;
}

interface JsonDelivery extends Omit<DeliveryItem, 'createdAt' | 'nextAttemptAt'> {
  createdAt: string;
  nextAttemptAt: string | null;
  cursor_at: string;
}

/** One endpoint with a page of its deliveries, newest first. */
export const getWebhookEndpoint = query({
  name: 'get-webhook-endpoint',
  permission: 'webhooks:manage',
  input: z.strictObject({
    endpointId: id,
    state: z.enum(deliveryStates, 'There is no such state. Choose one from the list.').optional(),
    cursor: cursorInput,
  }),
  async run(
    { tx, workspace },
    { endpointId, state, cursor },
  ): Promise<{ endpoint: EndpointItem; deliveries: Page<DeliveryItem> }> {
    const [row] = await rawQuery<EndpointRow & { deliveries: JsonDelivery[] }>(
      tx,
      Prisma.sql`with page as (
          select id, event_type as "eventType", state::text, attempts, response_status as "responseStatus",
            created_at as "createdAt", next_attempt_at as "nextAttemptAt",
            ${cursorTime(Prisma.sql`created_at`)} as cursor_at
          from webhook_delivery
          where workspace_id = ${workspace.id}::uuid and endpoint_id = ${endpointId}::uuid
            and ${state ? Prisma.sql`state = ${state}::webhook_delivery_state` : Prisma.sql`true`}
            and ${afterCursor(Prisma.sql`created_at`, Prisma.sql`id`, cursor)}
          order by created_at desc, id desc limit ${pageSize + 1}
        )
        select id, url, description, event_types as "eventTypes", disabled_at as "disabledAt",
          disabled_reason as "disabledReason", failing_since as "failingSince", created_at as "createdAt",
          secret_rotated_at as "secretRotatedAt",
          (select coalesce(jsonb_agg(to_jsonb(page) order by "createdAt" desc, page.id desc), '[]') from page) as deliveries
        from webhook_endpoint where workspace_id = ${workspace.id}::uuid and id = ${endpointId}::uuid`,
    );
    if (!row) throw noSuchEndpoint();
    const { deliveries, ...endpoint } = row;
    return {
      endpoint: endpointItem(endpoint),
      deliveries: pageOf(deliveries, ({ cursor_at: _, ...delivery }) => ({
        ...delivery,
        createdAt: new Date(delivery.createdAt),
        nextAttemptAt: delivery.nextAttemptAt === null ? null : new Date(delivery.nextAttemptAt),
      })),
    };
  },
});
