import { privateReceiver } from '../support/connection-factories.ts';
import { unique } from '../support/own-database.ts';
import type { Furnished } from './security-world.ts';

function spareWebhook({ spareWebhooks, webhook }: Furnished): { endpointId: string } {
  return { endpointId: (spareWebhooks.pop() ?? webhook).endpointId };
}

/** Of the operations on outbound webhooks. */
export const validWebhookInputs: Record<string, (of: Furnished) => Record<string, unknown>> = {
  'create-webhook-endpoint': () => ({
    url: privateReceiver(),
    description: unique('Endpoint '),
    events: 'all',
  }),
  'delete-webhook-endpoint': spareWebhook,
  'disable-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'enable-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'get-webhook-delivery': ({ webhook }) => ({ deliveryId: webhook.deliveryId }),
  'get-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'list-webhook-endpoints': () => ({}),
  'replay-failed-webhooks': ({ webhook }) => ({ endpointId: webhook.endpointId, hours: '24' }),
  'replay-webhook-delivery': ({ webhook }) => ({ deliveryId: webhook.deliveryId }),
  'rotate-webhook-secret': spareWebhook,
  'show-webhook-secret': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'test-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'update-webhook-endpoint': ({ webhook }) => ({
    endpointId: webhook.endpointId,
    url: privateReceiver(),
    description: unique('Endpoint '),
    events: 'some',
    eventTypes: 'post.published,post.created',
  }),
};
