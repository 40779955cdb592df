import { randomUUID } from 'node:crypto';
import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { JobPayloads } from '../jobs/queues.ts';
import { failingTooLong, nextAttemptAt } from './retry-delays.ts';
import { shownUrl } from './shown-url.ts';

export interface AttemptOutcome {
  /** Null when there was no answer; then `error` says why. */
  responseStatus: number | null;
  responseBody: string;
  error: string | null;
  /** False when trying again could not change anything. */
  mayRetry: boolean;
}

interface Attempted extends AttemptOutcome {
  startedAt: Date;
  durationMs: number;
}

/**
 * Writes an attempt down, once, and what follows from it: delivered, tried again later, or given up; and an endpoint that
 * is gone, or has failed for a day, is turned off. All in one transaction.
 */
export async function recordAttempt(
  { workspaceId, deliveryId, attempt }: JobPayloads['webhook-delivery'],
  outcome: Attempted,
): Promise<void> {
  const now = new Date();
  const { mayRetry, ...row } = outcome;
  const delivered = isSuccess(outcome.responseStatus);
  const gone = outcome.responseStatus === 410;
  await withWorkspace(workspaceId, async (tx) => {
    const where = { workspaceId, id: deliveryId, state: 'pending' as const, attempts: attempt - 1 };
    const delivery = await tx.webhookDelivery.findFirst({
      where,
      select: { tries: true, endpointId: true },
    });
    if (!delivery) return;
    const tries = delivery.tries + 1;
    const next = delivered || gone || !mayRetry ? null : nextAttemptAt(tries, now);
    const { count } = await tx.webhookDelivery.updateMany({
      where,
      data: {
        attempts: attempt,
        tries,
        responseStatus: outcome.responseStatus,
        nextAttemptAt: next,
        state: delivered ? 'delivered' : next ? 'pending' : 'failed',
        finishedAt: next ? null : now,
      },
    });
    if (count === 0) return;
    await tx.webhookAttempt.createMany({ data: { workspaceId, deliveryId, number: attempt, ...row } });
    const endpoint = { workspaceId, id: delivery.endpointId };
    if (next) {
      const payload = { workspaceId, deliveryId, attempt: attempt + 1 };
      await enqueue(tx, 'webhook-delivery', deliveryId, payload, { group: endpoint.id, startAfter: next });
    }
    if (delivered) await noteSuccess(tx, endpoint);
    else if (mayRetry) await noteFailure(tx, endpoint, { gone, isLast: next === null, now });
  });
}

interface EndpointKey {
  workspaceId: string;
  id: string;
}

async function noteSuccess(tx: Transaction, endpoint: EndpointKey): Promise<void> {
  await tx.webhookEndpoint.updateMany({
    where: { ...endpoint, failingSince: { not: null } },
    data: { failingSince: null },
  });
}

async function noteFailure(
  tx: Transaction,
  key: EndpointKey,
  { gone, isLast, now }: { gone: boolean; isLast: boolean; now: Date },
): Promise<void> {
  await tx.webhookEndpoint.updateMany({ where: { ...key, failingSince: null }, data: { failingSince: now } });
  // One event that was tried for a day, not one bad answer after a quiet week.
  if (!gone && !isLast) return;
  const tooLong = new Date(now.getTime() - failingTooLong);
  const { count } = await tx.webhookEndpoint.updateMany({
    where: { ...key, disabledAt: null, ...(gone ? {} : { failingSince: { lte: tooLong } }) },
    data: { disabledAt: now, disabledReason: gone ? 'gone' : 'failing' },
  });
  if (count === 0) return;
  const { url } = await tx.webhookEndpoint.findFirstOrThrow({ where: key, select: { url: true } });
  await recordAuditEvent(tx, {
    workspaceId: key.workspaceId,
    actor: { kind: 'system', name: 'Archipelago' },
    request: { requestId: randomUUID(), ip: null, country: null },
    action: 'webhook.disabled',
    targetKind: 'webhook',
    targetId: key.id,
    targetName: shownUrl(url),
    changes: { reason: { from: null, to: gone ? 'answered 410 Gone' : 'failed for a day' } },
  });
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
