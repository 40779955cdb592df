import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { findEndpoint } from './find-endpoint.ts';
import { shownUrl } from './shown-url.ts';
import type { WebhookType } from './webhook-body.ts';

/** Sends one `webhook.test` to one endpoint, delivered and logged like any event. */
export const testWebhookEndpoint = command({
  name: 'test-webhook-endpoint',
  permission: 'webhooks:manage',
  entitlement: 'outboundWebhooks',
  audit: 'webhook.tested',
  input: z.strictObject({ endpointId: id }),
  async run(ctx, { endpointId }) {
    const workspaceId = ctx.workspace.id;
    const { url, disabledAt } = await findEndpoint(ctx.tx, workspaceId, endpointId);
    if (disabledAt) {
      throw new AppError('CONFLICT', 'This endpoint is off, so nothing is sent to it. Turn it on first.', {
        reason: 'endpoint-off',
      });
    }
    const eventId = await ctx.audit({
      targetKind: 'webhook',
      targetId: endpointId,
      targetName: shownUrl(url),
    });
    const deliveryId = randomUUID();
    const eventType = 'webhook.test' satisfies WebhookType;
    await ctx.tx.webhookDelivery.createMany({
      data: { workspaceId, id: deliveryId, endpointId, eventId, eventType, nextAttemptAt: new Date() },
    });
    const payload = { workspaceId, deliveryId, attempt: 1 };
    await ctx.enqueue('webhook-delivery', payload, deliveryId, endpointId);
    return { endpointId, deliveryId };
  },
});
