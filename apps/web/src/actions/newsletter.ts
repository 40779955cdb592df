import { addSubscriber } from '@archipelago/core/newsletter/add-subscriber';
import { cancelIssue } from '@archipelago/core/newsletter/cancel-issue';
import { importSubscribers } from '@archipelago/core/newsletter/import-subscribers';
import { leaveOwnNewsletter } from '@archipelago/core/newsletter/leave-own-newsletter';
import { removeSubscriber } from '@archipelago/core/newsletter/remove-subscriber';
import { sendIssue } from '@archipelago/core/newsletter/send-issue';
import { subscribeToNewsletter } from '@archipelago/core/newsletter/subscribe-to-newsletter';
import { workspaceAction } from './action-of.ts';

export const newsletter = {
  subscribe: workspaceAction(subscribeToNewsletter),
  leaveOwn: workspaceAction(leaveOwnNewsletter),
  add: workspaceAction(addSubscriber),
  remove: workspaceAction(removeSubscriber),
  invite: workspaceAction(importSubscribers),
  send: workspaceAction(sendIssue),
  cancel: workspaceAction(cancelIssue),
};
