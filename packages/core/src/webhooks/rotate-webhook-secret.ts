import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { findEndpoint } from './find-endpoint.ts';
import { shownUrl } from './shown-url.ts';
import { oldSecretUntil, webhookSecret } from './webhook-secret.ts';

/**
 * Gives an endpoint a new secret. The one before signs, too, for a day; while it does, there is no further rotation, which
 * would end it early.
 */
export const rotateWebhookSecret = command({
  name: 'rotate-webhook-secret',
  permission: 'webhooks:manage',
  audit: 'webhook.secret_rotated',
  whileUnpaid: true,
  input: z.strictObject({ endpointId: id }),
  async run(ctx, { endpointId }) {
    const workspaceId = ctx.workspace.id;
    const endpoint = await findEndpoint(ctx.tx, workspaceId, endpointId);
    const until = oldSecretUntil(endpoint);
    const now = new Date();
    const { count } = await ctx.tx.webhookEndpoint.updateMany({
      where: { workspaceId, id: endpointId, secretVersion: endpoint.secretVersion },
      data: until && until > now ? {} : { secretVersion: { increment: 1 }, secretRotatedAt: now },
    });
    if (count === 0 || (until && until > now)) {
      throw new AppError(
        'CONFLICT',
        'The secret was rotated less than a day ago, and the one before still works. Wait until that day is over; if the new secret has leaked, add a new endpoint and remove this one.',
        { reason: 'rotated-lately' },
      );
    }
    await ctx.audit({ targetKind: 'webhook', targetId: endpointId, targetName: shownUrl(endpoint.url) });
    return { secret: webhookSecret(workspaceId, endpointId, endpoint.secretVersion + 1) };
  },
});
