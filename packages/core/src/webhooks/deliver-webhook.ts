import { withWorkspace } from '@archipelago/db/with-workspace';
import { readEvent } from '../events/workspace-event.ts';
import type { JobPayloads } from '../jobs/queues.ts';
import { log } from '../log/log.ts';
import { OutboundRefused } from '../outbound/outbound-refused.ts';
import { postSafely } from '../outbound/post-safely.ts';
import type { Resolver } from '../outbound/resolve-public.ts';
import { type AttemptOutcome, recordAttempt } from './record-attempt.ts';
import { webhookBody } from './webhook-body.ts';
import { webhookHeaders } from './webhook-headers.ts';
import { type SecretHolder, signingSecrets } from './webhook-secret.ts';

type Attempt = JobPayloads['webhook-delivery'];

interface Letter {
  url: string;
  eventId: string;
  body: string;
  endpoint: SecretHolder;
}

/**
 * Makes one attempt at one delivery and writes down how it went. A worker that is killed in between makes the attempt
 * again, with the same `webhook-id`: receivers get an event at least once. An attempt that is on record is not repeated.
 */
export async function deliverWebhook(attempt: Attempt, resolve?: Resolver): Promise<void> {
  const letter = await readLetter(attempt);
  if (letter === null) return;
  const startedAt = new Date();
  const outcome =
    typeof letter === 'string' ? notSent(letter) : await send(attempt, letter, startedAt, resolve);
  const durationMs = Date.now() - startedAt.getTime();
  await recordAttempt(attempt, { ...outcome, startedAt, durationMs });
  const { responseStatus, error } = outcome;
  log.info('webhooks.attempted', { ...attempt, responseStatus, durationMs, answered: error === null });
}

/** What to send, why nothing can be sent, or null when this attempt has been made or is not wanted any more. */
async function readLetter({ workspaceId, deliveryId, attempt }: Attempt): Promise<Letter | string | null> {
  return withWorkspace(workspaceId, async (tx) => {
    const delivery = await tx.webhookDelivery.findFirst({
      where: { workspaceId, id: deliveryId, state: 'pending', attempts: attempt - 1 },
      include: { endpoint: true, workspace: { select: { id: true, slug: true, status: true } } },
    });
    if (delivery?.workspace.status !== 'active') return null;
    const { endpoint, workspace, eventId, eventType } = delivery;
    if (endpoint.disabledAt) return 'Not sent: the endpoint was turned off meanwhile.';
    const event = await readEvent(tx, workspaceId, eventId);
    if (!event) return 'Not sent: the event is no longer in the audit log.';
    return { url: endpoint.url, eventId, endpoint, body: webhookBody(eventType, event, workspace) };
  });
}

async function send(
  { workspaceId }: Attempt,
  { url, eventId, body, endpoint }: Letter,
  at: Date,
  resolve: Resolver | undefined,
): Promise<AttemptOutcome> {
  const headers = webhookHeaders({ id: eventId, at, body }, signingSecrets(workspaceId, endpoint, at));
  try {
    const answer = await postSafely(url, { headers, body, ...(resolve ? { resolve } : {}) });
    return { responseStatus: answer.status, responseBody: answer.body, error: null, mayRetry: true };
  } catch (error) {
    return { responseStatus: null, responseBody: '', error: messageOf(error), mayRetry: true };
  }
}

function notSent(error: string): AttemptOutcome {
  return { responseStatus: null, responseBody: '', error, mayRetry: false };
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'The connection was refused: nothing listens there.',
  ECONNRESET: 'The connection was closed before an answer came.',
  EHOSTUNREACH: 'The host could not be reached.',
  ENETUNREACH: 'The host could not be reached.',
  ETIMEDOUT: 'The host did not answer.',
  CERT_HAS_EXPIRED: 'The certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is signed by nobody we trust.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate is signed by nobody we trust.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate is not complete: an intermediate certificate is missing.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another host name.',
};

/** For the people of the workspace, so without what only concerns this machine. */
function messageOf(error: unknown): string {
  if (error instanceof OutboundRefused) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (reasons[code]) return reasons[code];
  if (error instanceof Error && error.message.startsWith('No complete answer')) return error.message;
  return code ? `The request failed (${code}).` : 'The request failed.';
}
