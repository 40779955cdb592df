import { definitionOf, type NotificationType, notificationTypeNames } from './notification-types.ts';

/** What concerns whoever takes part in a public site, guests too. Everything else is for the team. */
export const siteTypes: readonly NotificationType[] = notificationTypeNames.filter(
  (type) => definitionOf(type).place === 'site',
);

export function isSiteType(type: string): type is NotificationType {
  return siteTypes.some((known) => known === type);
}
