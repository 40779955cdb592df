import type { AuditAction } from '../audit/audit-actions.ts';
import { hasNotification } from '../notifications/notification-types-of.ts';
import { hasEventType } from './event-types.ts';
import type { WorkspaceEvent } from './workspace-event.ts';

export interface Subscriber {
  listensTo(action: AuditAction): boolean;
  /** What makes its rows and jobs, imported when the first event comes. */
  load(): Promise<Receiver>;
}

/**
 * Makes what follows from an event, in the transaction of `event.tx`. May be called again for the same event: what it makes
 * needs a unique key that the event gives.
 */
export type Receiver = (event: WorkspaceEvent) => Promise<void>;

export const subscribers: readonly Subscriber[] = [
  {
    listensTo: hasEventType,
    load: async () => (await import('../webhooks/make-deliveries.ts')).makeDeliveries,
  },
  {
    listensTo: hasNotification,
    load: async () => (await import('../notifications/make-notifications.ts')).makeNotifications,
  },
];
