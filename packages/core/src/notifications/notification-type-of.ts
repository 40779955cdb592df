import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditChanges } from '../audit/record-audit-event.ts';
import { definitionOf, type NotificationType, notificationTypeNames } from './notification-types.ts';

/** Whether an audit row with this action can tell anybody anything. */
export function hasNotification(action: AuditAction): boolean {
  return notificationTypeNames.some((type) => definitionOf(type).actions.includes(action));
}

export function notificationTypeOf(event: {
  action: AuditAction;
  changes: AuditChanges;
}): NotificationType | null {
  const found = notificationTypeNames.find((type) => {
    const { actions, when } = definitionOf(type);
    return actions.includes(event.action) && (when?.(event.changes) ?? true);
  });
  return found ?? null;
}
