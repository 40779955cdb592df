import { withUser } from '@archipelago/db/with-user';
import { enqueue } from '../jobs/enqueue.ts';
import { poke } from '../jobs/poke.ts';
import { log } from '../log/log.ts';
import { verifyClerkWebhook } from './clerk.ts';

const longestBody = 1024 * 1024;

/**
 * Takes a webhook from Clerk: checks its signature and queues a refetch of the user it names; nothing else in it is
 * believed. Answers 2xx only after the job is committed, so that Clerk sends again whatever was not.
 */
export async function receiveClerkEvent(request: Request): Promise<Response> {
  if (Number(request.headers.get('content-length') ?? 0) > longestBody)
    return answer(413, 'The body is too large.');
  const event = await verified(request);
  if (!event) return answer(400, 'The signature does not match, or the delivery is too old.');
  const { clerkUserId } = event;
  if (!clerkUserId) return answer(200, 'Not about a user: nothing to do.');
  try {
    await withUser({ clerkUserId }, (tx) => enqueue(tx, 'identity-sync', clerkUserId, { clerkUserId }));
  } catch (error) {
    log.error('identity.event_not_queued', { type: event.type, clerkUserId, error });
    return answer(503, 'Not kept. Send it again.');
  }
  log.info('identity.event_received', { type: event.type, clerkUserId });
  await poke('jobs-background');
  return answer(202, 'Queued.');
}

async function verified(request: Request) {
  try {
    return await verifyClerkWebhook(request);
  } catch (error) {
    log.warn('identity.event_refused', { error });
    return null;
  }
}

function answer(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
