import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { findEndpoint } from './find-endpoint.ts';
import { shownUrl } from './shown-url.ts';
import { webhookSecret } from './webhook-secret.ts';

/** The secret to check an endpoint's signatures with. Looking at it is recorded. */
export const showWebhookSecret = command({
  name: 'show-webhook-secret',
  permission: 'webhooks:manage',
  audit: 'webhook.secret_shown',
  input: z.strictObject({ endpointId: id }),
  async run(ctx, { endpointId }) {
    const workspaceId = ctx.workspace.id;
    const { url, secretVersion } = await findEndpoint(ctx.tx, workspaceId, endpointId);
    await ctx.audit({ targetKind: 'webhook', targetId: endpointId, targetName: shownUrl(url) });
    return { secret: webhookSecret(workspaceId, endpointId, secretVersion) };
  },
});
