import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { shownUrl } from './shown-url.ts';

/** Sends one event to its endpoint again, at once, with the same `webhook-id`, and tries for another day if that fails. */
export const replayWebhookDelivery = command({
  name: 'replay-webhook-delivery',
  permission: 'webhooks:manage',
  entitlement: 'outboundWebhooks',
  audit: 'webhook.replayed',
  input: z.strictObject({ deliveryId: id }),
  async run(ctx, { deliveryId }) {
    const workspaceId = ctx.workspace.id;
    const delivery = await ctx.tx.webhookDelivery.findUnique({
      where: { workspaceId_id: { workspaceId, id: deliveryId } },
      select: { attempts: true, endpointId: true, endpoint: { select: { url: true, disabledAt: true } } },
    });
    if (!delivery) {
      throw new AppError('NOT_FOUND', 'This workspace has no such delivery. It may be older than 30 days.');
    }
    const { endpoint, endpointId, attempts } = delivery;
    if (endpoint.disabledAt) {
      throw new AppError('CONFLICT', 'Its endpoint is off, so nothing is sent to it. Turn it on first.', {
        reason: 'endpoint-off',
      });
    }
    await ctx.tx.webhookDelivery.updateMany({
      where: { workspaceId, id: deliveryId },
      data: { state: 'pending', tries: 0, nextAttemptAt: new Date(), finishedAt: null },
    });
    await ctx.audit({
      targetKind: 'webhook',
      targetId: endpointId,
      targetName: shownUrl(endpoint.url),
      changes: { deliveries: { from: null, to: 1 } },
    });
    const payload = { workspaceId, deliveryId, attempt: attempts + 1 };
    await ctx.enqueue('webhook-delivery', payload, deliveryId, endpointId);
    return { deliveryId };
  },
});
