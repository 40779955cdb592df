import { withWorkspace } from '@archipelago/db/with-workspace';
import type { WorkspaceContext } from '../context/context.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { log } from '../log/log.ts';
import { crossesThreshold } from './thresholds.ts';

/**
 * Has the workspace measured when this request, the month's `requests`th, crossed a share of the limit: two requests of a
 * month cost a statement more. Never fails the request; what is lost here is found within the hour.
 */
export async function warnOfApiRequests(
  { workspace, entitlements }: WorkspaceContext,
  requests: number,
): Promise<void> {
  if (!crossesThreshold(requests - 1, requests, entitlements.apiRequestsPerMonth)) return;
  try {
    await withWorkspace(workspace.id, (tx) =>
      enqueue(tx, 'measure-workspace', workspace.id, { workspaceId: workspace.id }),
    );
  } catch (error) {
    log.warn('usage.warning_delayed', { workspaceId: workspace.id, error });
  }
}
