import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { findEndpoint } from './find-endpoint.ts';
import { shownUrl } from './shown-url.ts';

/** Turns an endpoint off: it is told of nothing until it is on again, and what is on its way fails. */
export const disableWebhookEndpoint = command({
  name: 'disable-webhook-endpoint',
  permission: 'webhooks:manage',
  audit: 'webhook.disabled',
  whileUnpaid: true,
  input: z.strictObject({ endpointId: id }),
  async run(ctx, { endpointId }) {
    const workspaceId = ctx.workspace.id;
    const { url } = await findEndpoint(ctx.tx, workspaceId, endpointId);
    const { count } = await ctx.tx.webhookEndpoint.updateMany({
      where: { workspaceId, id: endpointId, disabledAt: null },
      data: { disabledAt: new Date(), disabledReason: 'person' },
    });
    if (count === 0) ctx.unchanged();
    else await ctx.audit({ targetKind: 'webhook', targetId: endpointId, targetName: shownUrl(url) });
    return { endpointId };
  },
});
