import { markAllNotificationsRead } from '@archipelago/core/notifications/mark-all-notifications-read';
import { markNotificationRead } from '@archipelago/core/notifications/mark-notification-read';
import { markOwnNoticesRead } from '@archipelago/core/notifications/mark-own-notices-read';
import { channels } from '@archipelago/core/notifications/notification-types';
import { saveNotificationPreferences } from '@archipelago/core/notifications/save-notification-preferences';
import { saveOwnChoices } from '@archipelago/core/notifications/save-own-choices';
import { workspaceAction } from './action-of.ts';

/** One box of the grid is called `type:channel`; the command takes those that are ticked as one text. */
function tickedBoxes(fields: Record<string, FormDataEntryValue>): unknown {
  const isBox = (name: string) => channels.some((channel) => name.endsWith(`:${channel}`));
  return { chosen: Object.keys(fields).filter(isBox).join(',') };
}

export const notifications = {
  markRead: workspaceAction(markNotificationRead),
  markAllRead: workspaceAction(markAllNotificationsRead),
  markOwnRead: workspaceAction(markOwnNoticesRead),
  savePreferences: workspaceAction(saveNotificationPreferences, tickedBoxes),
  saveOwnChoices: workspaceAction(saveOwnChoices, tickedBoxes),
};
