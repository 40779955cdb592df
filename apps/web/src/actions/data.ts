import { requestExport } from '@archipelago/core/exports/request-export';
import { deleteWorkspace } from '@archipelago/core/workspaces/delete-workspace';
import { restoreWorkspace } from '@archipelago/core/workspaces/restore-workspace';
import { workspaceAction } from './action-of.ts';

export const data = {
  requestExport: workspaceAction(requestExport),
  deleteWorkspace: workspaceAction(deleteWorkspace),
  restoreWorkspace: workspaceAction(restoreWorkspace),
};
