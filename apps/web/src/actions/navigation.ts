import { addLink } from '@archipelago/core/navigation/add-link';
import { changeLink } from '@archipelago/core/navigation/change-link';
import { moveLink } from '@archipelago/core/navigation/move-link';
import { removeLink } from '@archipelago/core/navigation/remove-link';
import { workspaceAction } from './action-of.ts';

export const navigation = {
  add: workspaceAction(addLink),
  change: workspaceAction(changeLink),
  move: workspaceAction(moveLink),
  remove: workspaceAction(removeLink, ({ linkId }) => ({ linkId })),
};
