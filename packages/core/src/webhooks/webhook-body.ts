import type { EventType } from '../events/event-types.ts';
import type { EventRecord } from '../events/workspace-event.ts';

/** `webhook.test` is sent when somebody asks for it, to that one endpoint. */
export type WebhookType = EventType | 'webhook.test';

/**
 * What is sent. Made anew for each attempt, and the same each time, since an audit row never changes; when the people in
 * it have been erased from the log, they are erased here, too.
 */
export function webhookBody(
  type: string,
  event: EventRecord,
  workspace: { id: string; slug: string },
): string {
  return JSON.stringify({
    id: event.id,
    type: type satisfies WebhookType | string,
    timestamp: event.at.toISOString(),
    data: {
      workspace: { id: workspace.id, address: workspace.slug },
      actor: { kind: event.actorKind, id: event.actorId, name: event.actorName },
      target: { kind: event.targetKind, id: event.targetId, name: event.targetName },
      changes: event.changes,
    },
  });
}
