import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { findEndpoint } from './find-endpoint.ts';
import { shownUrl } from './shown-url.ts';

/** Turns an endpoint on. What happened while it was off is not sent; what failed before can be sent again. */
export const enableWebhookEndpoint = command({
  name: 'enable-webhook-endpoint',
  permission: 'webhooks:manage',
  entitlement: 'outboundWebhooks',
  audit: 'webhook.enabled',
  input: z.strictObject({ endpointId: id }),
  async run(ctx, { endpointId }) {
    const workspaceId = ctx.workspace.id;
    const { url } = await findEndpoint(ctx.tx, workspaceId, endpointId);
    const { count } = await ctx.tx.webhookEndpoint.updateMany({
      where: { workspaceId, id: endpointId, disabledAt: { not: null } },
      data: { disabledAt: null, disabledReason: null, failingSince: null },
    });
    if (count === 0) ctx.unchanged();
    else await ctx.audit({ targetKind: 'webhook', targetId: endpointId, targetName: shownUrl(url) });
    return { endpointId };
  },
});
