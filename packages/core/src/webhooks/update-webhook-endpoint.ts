import { z } from 'zod';
import { changesBetween } from '../audit/changes-between.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { checkedUrl, endpointFields, storedEventTypes } from './endpoint-fields.ts';
import { findEndpoint } from './find-endpoint.ts';
import { shownUrl } from './shown-url.ts';

/** Changes where an endpoint is and what it is told. Its secret and its log stay. */
export const updateWebhookEndpoint = command({
  name: 'update-webhook-endpoint',
  permission: 'webhooks:manage',
  audit: 'webhook.updated',
  input: z.strictObject({ endpointId: id, ...endpointFields }),
  prepare: (_, input) => checkedUrl(input.url),
  async run(ctx, { endpointId, ...input }, url) {
    const workspaceId = ctx.workspace.id;
    const endpoint = await findEndpoint(ctx.tx, workspaceId, endpointId);
    const next = { url, description: input.description, eventTypes: storedEventTypes(input) };
    const isSame =
      endpoint.url === url &&
      endpoint.description === next.description &&
      listed(endpoint.eventTypes) === listed(next.eventTypes);
    if (isSame) {
      ctx.unchanged();
      return { endpointId };
    }
    await ctx.tx.webhookEndpoint.updateMany({
      where: { workspaceId, id: endpointId },
      // What failed at another address says nothing about this one.
      data: { ...next, ...(endpoint.url === url ? {} : { failingSince: null }) },
    });
    await ctx.audit({
      targetKind: 'webhook',
      targetId: endpointId,
      targetName: shownUrl(url),
      changes: changesBetween(
        {
          address: shownUrl(endpoint.url),
          description: endpoint.description,
          events: listed(endpoint.eventTypes),
        },
        { address: shownUrl(url), description: next.description, events: listed(next.eventTypes) },
      ),
    });
    return { endpointId };
  },
});

function listed(eventTypes: readonly string[]): string {
  return eventTypes.length === 0 ? 'all' : eventTypes.join(', ');
}
