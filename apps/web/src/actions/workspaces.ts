import { describeWorkspace } from '@archipelago/core/setup/describe-workspace';
import { hideSetup } from '@archipelago/core/setup/hide-setup';
import { setSignInRules } from '@archipelago/core/sign-in-rules/set-sign-in-rules';
import { changeAddress } from '@archipelago/core/workspaces/change-address';
import { createWorkspace } from '@archipelago/core/workspaces/create-workspace';
import { updateWorkspace } from '@archipelago/core/workspaces/update-workspace';
import { personAction, workspaceAction } from './action-of.ts';

export const workspaces = {
  create: personAction(createWorkspace),
  update: workspaceAction(updateWorkspace),
  describe: workspaceAction(describeWorkspace),
  hideSetup: workspaceAction(hideSetup),
  changeAddress: workspaceAction(changeAddress),
  setSignInRules: workspaceAction(setSignInRules),
};
