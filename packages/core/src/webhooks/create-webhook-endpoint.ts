import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { checkedUrl, endpointFields, storedEventTypes } from './endpoint-fields.ts';
import { shownUrl } from './shown-url.ts';

/** Of a workspace; each event is sent to every one of them. */
export const mostEndpoints = 20;

/** Adds an address that is told of the workspace's events from now on. */
export const createWebhookEndpoint = command({
  name: 'create-webhook-endpoint',
  permission: 'webhooks:manage',
  entitlement: 'outboundWebhooks',
  audit: 'webhook.created',
  input: z.strictObject(endpointFields),
  prepare: (_, input) => checkedUrl(input.url),
  async run(ctx, input, url) {
    const workspaceId = ctx.workspace.id;
    const eventTypes = storedEventTypes(input);
    await lockWorkspace(ctx.tx, workspaceId);
    if ((await ctx.tx.webhookEndpoint.count({ where: { workspaceId } })) >= mostEndpoints) {
      throw new AppError(
        'CONFLICT',
        `A workspace has at most ${mostEndpoints} webhook endpoints. Remove one you do not need.`,
        { reason: 'too-many-endpoints' },
      );
    }
    const id = randomUUID();
    await ctx.tx.webhookEndpoint.createMany({
      data: { workspaceId, id, url, description: input.description, eventTypes },
    });
    await ctx.audit({ targetKind: 'webhook', targetId: id, targetName: shownUrl(url) });
    return { endpointId: id };
  },
});
