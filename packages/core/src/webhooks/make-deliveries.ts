import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { entitlementsOf } from '../billing/entitlements-of.ts';
import { eventTypeOf } from '../events/event-types.ts';
import type { Receiver } from '../events/subscribers.ts';

/**
 * Addresses an event to every endpoint that is on and wants its type, while the plan has webhooks. Again for the same
 * event, it adds nothing: an endpoint gets an event once.
 */
export const makeDeliveries: Receiver = async (event) => {
  const { tx, workspaceId } = event;
  const type = eventTypeOf(event);
  if (!type) return;
  const subscription = await tx.subscription.findUnique({ where: { workspaceId } });
  if (!entitlementsOf(subscription).outboundWebhooks) return;
  const deliveries = await rawQuery<{ id: string; endpointId: string }>(
    tx,
    Prisma.sql`insert into webhook_delivery (workspace_id, endpoint_id, event_id, event_type, next_attempt_at)
      select workspace_id, id, ${event.id}::uuid, ${type}, now() from webhook_endpoint
      where workspace_id = ${workspaceId}::uuid and disabled_at is null
        and (cardinality(event_types) = 0 or ${type} = any(event_types))
      on conflict (workspace_id, endpoint_id, event_id) do nothing
      returning id, endpoint_id as "endpointId"`,
  );
  for (const { id, endpointId } of deliveries) {
    const payload = { workspaceId, deliveryId: id, attempt: 1 };
    await event.enqueue('webhook-delivery', id, payload, endpointId);
  }
};
