import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { findEndpoint } from './find-endpoint.ts';
import { shownUrl } from './shown-url.ts';

/** How many are sent again at a time; ask again for the rest. */
export const mostReplayed = 200;

/** Sends again what failed for good at one endpoint in the last hours, oldest first. */
export const replayFailedWebhooks = command({
  name: 'replay-failed-webhooks',
  permission: 'webhooks:manage',
  entitlement: 'outboundWebhooks',
  audit: 'webhook.replayed',
  input: z.strictObject({
    endpointId: id,
    hours: z.enum(['1', '24', '168', '720'], 'Choose a time from the list.'),
  }),
  async run(ctx, { endpointId, hours }) {
    const workspaceId = ctx.workspace.id;
    const { url, disabledAt } = await findEndpoint(ctx.tx, workspaceId, endpointId);
    if (disabledAt) {
      throw new AppError('CONFLICT', 'This endpoint is off, so nothing is sent to it. Turn it on first.', {
        reason: 'endpoint-off',
      });
    }
    const replayed = await rawQuery<{ id: string; attempts: number }>(
      ctx.tx,
      Prisma.sql`update webhook_delivery set state = 'pending', tries = 0, next_attempt_at = now(), finished_at = null
        where workspace_id = ${workspaceId}::uuid and id in (
          select id from webhook_delivery
          where workspace_id = ${workspaceId}::uuid and endpoint_id = ${endpointId}::uuid and state = 'failed'
            and created_at >= now() - make_interval(hours => ${Number(hours)}::int)
          order by created_at, id limit ${mostReplayed} for update)
        returning id, attempts`,
    );
    if (replayed.length === 0) {
      ctx.unchanged();
      return { endpointId, replayed: 0 };
    }
    await ctx.audit({
      targetKind: 'webhook',
      targetId: endpointId,
      targetName: shownUrl(url),
      changes: { deliveries: { from: null, to: replayed.length } },
    });
    const payloads = replayed.map(({ id: deliveryId, attempts }) => ({
      workspaceId,
      deliveryId,
      attempt: attempts + 1,
    }));
    await ctx.enqueueEach('webhook-delivery', payloads, endpointId);
    return { endpointId, replayed: replayed.length };
  },
});
