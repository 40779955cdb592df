import type { ConsoleSources } from './console-sources.ts';

export interface WebhookRow {
  service: 'stripe' | 'clerk';
  id: string;
  /** e.g. `invoice.paid`. */
  type: string;
  state: 'pending' | 'delivered' | 'failed';
  isDuplicate: boolean;
  /** Unix milliseconds. */
  createdAt: number;
  attempts: { at: number; status: number | null; error: string | null; response: string }[];
  /** What is sent. */
  body: string;
}

/** Deliveries of both services as one list, newest first. */
export function webhookRows({ stripe, clerk }: ConsoleSources): WebhookRow[] {
  const ofStripe = stripe.deliveries().map((delivery): WebhookRow => {
    const event = stripe.state.events[delivery.eventId];
    return {
      service: 'stripe',
      id: delivery.id,
      type: delivery.eventType,
      state: delivery.state,
      isDuplicate: delivery.kind === 'duplicate',
      createdAt: delivery.createdAt,
      attempts: delivery.attempts,
      body: event ? JSON.stringify(event, null, 2) : 'This event is no longer kept.',
    };
  });
  const ofClerk = clerk.deliveries().map(
    (delivery): WebhookRow => ({
      service: 'clerk',
      id: delivery.id,
      type: delivery.type,
      state: delivery.status,
      isDuplicate: false,
      createdAt: delivery.createdAt,
      attempts: delivery.attempts.map(({ at, responseStatus, error }) => ({
        at,
        status: responseStatus,
        error,
        response: '',
      })),
      body: JSON.stringify(JSON.parse(delivery.body), null, 2),
    }),
  );
  return [...ofStripe, ...ofClerk].sort((a, b) => b.createdAt - a.createdAt);
}
