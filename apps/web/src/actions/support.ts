import { allowSupport } from '@archipelago/core/support/allow-support';
import { endSupport } from '@archipelago/core/support/end-support';
import { enterSupport } from '@archipelago/core/support/enter-support';
import { leaveSupport } from '@archipelago/core/support/leave-support';
import { workspaceAction } from './action-of.ts';

export const support = {
  allow: workspaceAction(allowSupport),
  end: workspaceAction(endSupport),
  enter: workspaceAction(enterSupport),
  leave: workspaceAction(leaveSupport),
};
