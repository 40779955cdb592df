import { notificationDefinition } from './notification-types.ts';

/** What happened, in one sentence without a full stop, for the centre and for mails. */
export function notificationText({
  type,
  actorName,
  targetName,
}: {
  type: string;
  actorName: string;
  targetName: string;
}): string {
  const definition = notificationDefinition(type);
  return definition ? definition.sentence(actorName, targetName) : `${actorName}: ${targetName}`;
}
