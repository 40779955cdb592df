import type { WebhookEndpoint } from '@archipelago/db/generated/client';
import type { Transaction } from '@archipelago/db/with-workspace';
import { AppError } from '../errors/app-error.ts';

/** @throws AppError NOT_FOUND, also for one of another workspace. */
export async function findEndpoint(
  tx: Transaction,
  workspaceId: string,
  endpointId: string,
): Promise<WebhookEndpoint> {
  const endpoint = await tx.webhookEndpoint.findUnique({
    where: { workspaceId_id: { workspaceId, id: endpointId } },
  });
  if (!endpoint) throw noSuchEndpoint();
  return endpoint;
}

export function noSuchEndpoint(): AppError {
  return new AppError('NOT_FOUND', 'This workspace has no such webhook endpoint. Go back to the list.');
}
