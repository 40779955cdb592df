import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { findEndpoint } from './find-endpoint.ts';
import { shownUrl } from './shown-url.ts';

/** Removes an endpoint with its secret and its log. What is on its way is not sent any more. */
export const deleteWebhookEndpoint = command({
  name: 'delete-webhook-endpoint',
  permission: 'webhooks:manage',
  audit: 'webhook.deleted',
  whileUnpaid: true,
  input: z.strictObject({ endpointId: id }),
  async run(ctx, { endpointId }) {
    const workspaceId = ctx.workspace.id;
    const { url } = await findEndpoint(ctx.tx, workspaceId, endpointId);
    await ctx.tx.webhookEndpoint.deleteMany({ where: { workspaceId, id: endpointId } });
    await ctx.audit({ targetKind: 'webhook', targetId: endpointId, targetName: shownUrl(url) });
    return { endpointId };
  },
});
