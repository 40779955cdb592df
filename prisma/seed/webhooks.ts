export interface SeededDelivery {
  /** An event of `events.ts`: the latest with this action. */
  action: string;
  eventType: string;
  attempts: readonly { status: number | null; body: string; error: string | null; durationMs: number }[];
}

/** Acme's one endpoint. Nothing listens there; it is told of what a local run seldom does. */
export const webhookEndpoint = {
  key: 'webhook:acme:warehouse',
  url: 'https://hooks.acme-instruments.example/archipelago',
  description: 'Warehouse sync',
  eventTypes: ['invitation.revoked', 'post.published', 'subscription.plan_changed'],
  createdDaysAgo: 20,
} as const;

const fine = { status: 204, body: '', error: null, durationMs: 84 };

export const webhookDeliveries: readonly SeededDelivery[] = [
  { action: 'billing.plan_changed', eventType: 'subscription.plan_changed', attempts: [fine] },
  {
    action: 'invitation.revoked',
    eventType: 'invitation.revoked',
    attempts: [
      { status: 503, body: 'Back in a minute.', error: null, durationMs: 10_002 },
      {
        status: null,
        body: '',
        error: 'The connection was refused: nothing listens there.',
        durationMs: 12,
      },
      fine,
    ],
  },
  {
    action: 'post.published',
    eventType: 'post.published',
    attempts: [{ status: 410, body: '{"error":"This list is closed."}', error: null, durationMs: 91 }],
  },
];
