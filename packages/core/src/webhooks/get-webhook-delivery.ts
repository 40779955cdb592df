import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import type { EventRecord } from '../events/workspace-event.ts';
import { id } from '../input/id.ts';
import { query } from '../registry/query.ts';
import type { DeliveryState } from './get-webhook-endpoint.ts';
import { webhookBody } from './webhook-body.ts';

export interface AttemptItem {
  number: number;
  at: Date;
  durationMs: number;
  /** Null when there was no answer; then `error` says why. */
  responseStatus: number | null;
  responseBody: string;
  error: string | null;
}

export interface DeliveryView {
  id: string;
  endpointId: string;
  url: string;
  endpointIsOn: boolean;
  /** The `webhook-id`. */
  eventId: string;
  eventType: string;
  state: DeliveryState;
  createdAt: Date;
  nextAttemptAt: Date | null;
  /** What is sent; null when the event is no longer in the audit log. */
  body: string | null;
  /** Latest first, at most fifty. */
  attempts: AttemptItem[];
}

interface Row extends Omit<DeliveryView, 'body' | 'attempts'> {
  event: (Omit<EventRecord, 'at'> & { at: string }) | null;
  attempts: (Omit<AttemptItem, 'at'> & { at: string })[];
}

const shownAttempts = 50;

/** One delivery: what is sent, and how each attempt went. */
export const getWebhookDelivery = query({
  name: 'get-webhook-delivery',
  permission: 'webhooks:manage',
  input: z.strictObject({ deliveryId: id }),
  async run({ tx, workspace }, { deliveryId }): Promise<DeliveryView> {
    const [row] = await rawQuery<Row>(
      tx,
      Prisma.sql`select d.id, d.endpoint_id as "endpointId", e.url, e.disabled_at is null as "endpointIsOn",
          d.event_id as "eventId", d.event_type as "eventType", d.state::text, d.created_at as "createdAt",
          d.next_attempt_at as "nextAttemptAt",
          (select jsonb_build_object('id', a.id, 'action', a.action, 'actorKind', a.actor_kind, 'actorId', a.actor_id,
              'actorName', a.actor_name, 'targetKind', a.target_kind, 'targetId', a.target_id,
              'targetName', a.target_name, 'changes', a.changes, 'at', a.created_at)
            from audit_event a where a.workspace_id = d.workspace_id and a.id = d.event_id) as event,
          (select coalesce(jsonb_agg(to_jsonb(t) order by t.number desc), '[]') from (
              select number, started_at as at, duration_ms as "durationMs", response_status as "responseStatus",
                response_body as "responseBody", error
              from webhook_attempt where workspace_id = d.workspace_id and delivery_id = d.id
              order by number desc limit ${shownAttempts}) t) as attempts
        from webhook_delivery d join webhook_endpoint e on e.workspace_id = d.workspace_id and e.id = d.endpoint_id
        where d.workspace_id = ${workspace.id}::uuid and d.id = ${deliveryId}::uuid`,
    );
    if (!row) {
      throw new AppError('NOT_FOUND', 'This workspace has no such delivery. It may be older than 30 days.');
    }
    const { event, attempts, ...delivery } = row;
    return {
      ...delivery,
      body: event && webhookBody(row.eventType, { ...event, at: new Date(event.at) }, workspace),
      attempts: attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at) })),
    };
  },
});
