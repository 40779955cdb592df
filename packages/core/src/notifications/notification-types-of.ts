import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditChanges } from '../audit/record-audit-event.ts';
import { definitionOf, type NotificationType, notificationTypeNames } from './notification-types.ts';

/** Whether an audit row with this action can tell anybody anything. */
export function hasNotification(action: AuditAction): boolean {
  return notificationTypeNames.some((type) => definitionOf(type).actions.includes(action));
}

/** What a row tells: more than one thing, when it concerns people in different ways. */
export function notificationTypesOf(event: {
  action: AuditAction;
  changes: AuditChanges;
}): NotificationType[] {
  return notificationTypeNames.filter((type) => {
    const { actions, when } = definitionOf(type);
    return actions.includes(event.action) && (when?.(event.changes) ?? true);
  });
}
