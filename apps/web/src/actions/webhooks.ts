import { createWebhookEndpoint } from '@archipelago/core/webhooks/create-webhook-endpoint';
import { deleteWebhookEndpoint } from '@archipelago/core/webhooks/delete-webhook-endpoint';
import { disableWebhookEndpoint } from '@archipelago/core/webhooks/disable-webhook-endpoint';
import { enableWebhookEndpoint } from '@archipelago/core/webhooks/enable-webhook-endpoint';
import { replayFailedWebhooks } from '@archipelago/core/webhooks/replay-failed-webhooks';
import { replayWebhookDelivery } from '@archipelago/core/webhooks/replay-webhook-delivery';
import { rotateWebhookSecret } from '@archipelago/core/webhooks/rotate-webhook-secret';
import { showWebhookSecret } from '@archipelago/core/webhooks/show-webhook-secret';
import { testWebhookEndpoint } from '@archipelago/core/webhooks/test-webhook-endpoint';
import { updateWebhookEndpoint } from '@archipelago/core/webhooks/update-webhook-endpoint';
import { workspaceAction } from './action-of.ts';

const eventField = /^event:/;

/** One checkbox an event type; the command takes their names as one text. */
function withEventTypes(fields: Record<string, FormDataEntryValue>): unknown {
  const entries = Object.entries(fields);
  return {
    ...Object.fromEntries(entries.filter(([name]) => !eventField.test(name))),
    eventTypes: entries
      .filter(([name]) => eventField.test(name))
      .map(([name]) => name.replace(eventField, ''))
      .join(','),
  };
}

export const webhooks = {
  create: workspaceAction(createWebhookEndpoint, withEventTypes),
  update: workspaceAction(updateWebhookEndpoint, withEventTypes),
  remove: workspaceAction(deleteWebhookEndpoint),
  enable: workspaceAction(enableWebhookEndpoint),
  disable: workspaceAction(disableWebhookEndpoint),
  test: workspaceAction(testWebhookEndpoint),
  showSecret: workspaceAction(showWebhookSecret),
  rotateSecret: workspaceAction(rotateWebhookSecret),
  replay: workspaceAction(replayWebhookDelivery),
  replayFailed: workspaceAction(replayFailedWebhooks),
};
