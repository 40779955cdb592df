import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../../errors/app-error.ts';
import { query } from '../../registry/query.ts';
import type { InboxEvent } from './get-workspace-billing.ts';
import { redactStripePayload } from './redact-stripe-payload.ts';

export interface StripeEventView extends InboxEvent {
  workspaceName: string;
  apiVersion: string | null;
  livemode: boolean;
  objectId: string | null;
  /** When it happened at Stripe. */
  created: Date;
  /** What Stripe said then, without the people in it. Never what is true now. */
  payload: unknown;
}

/** One event of a workspace's customer, as it was delivered. */
export const getStripeEvent = query({
  name: 'get-stripe-event',
  scope: 'person',
  permission: 'platform:read',
  input: z.strictObject({ slug: z.string().max(63), stripeEventId: z.string().max(255) }),
  async run({ tx }, { slug, stripeEventId }): Promise<StripeEventView> {
    const [row] = await rawQuery<StripeEventView>(
      tx,
      Prisma.sql`select e.id, e.type, e.status::text, e.deliveries, e.received_at as "receivedAt",
          e.processed_at as "processedAt", e.api_version as "apiVersion", e.livemode, e.object_id as "objectId",
          e.created, e.payload, w.name as "workspaceName"
        from workspace w
          join billing_customer c on c.workspace_id = w.id
          join stripe_event e on e.stripe_customer_id = c.stripe_customer_id
        where w.slug = ${slug} and e.id = ${stripeEventId}`,
    );
    if (!row) {
      throw new AppError(
        'NOT_FOUND',
        'This workspace has no such event. Go back to its events and open one of them.',
        { reason: 'event-unknown' },
      );
    }
    return { ...row, payload: redactStripePayload(row.payload) };
  },
});
