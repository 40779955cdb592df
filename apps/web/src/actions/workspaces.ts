import { changeAddress } from '@archipelago/core/workspaces/change-address';
import { createWorkspace } from '@archipelago/core/workspaces/create-workspace';
import { updateWorkspace } from '@archipelago/core/workspaces/update-workspace';
import { personAction, workspaceAction } from './action-of.ts';

export const workspaces = {
  create: personAction(createWorkspace),
  update: workspaceAction(updateWorkspace),
  changeAddress: workspaceAction(changeAddress),
};
