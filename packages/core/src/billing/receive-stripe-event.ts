import { environment } from '../environment.ts';
import { poke } from '../jobs/poke.ts';
import { log } from '../log/log.ts';
import { countRefusal } from './count-refusals.ts';
import { type StoreOptions, storeEvent } from './store-event.ts';
import { verifyStripeEvent } from './verify-stripe-event.ts';

/** Stripe's largest events are some tens of kilobytes. */
const maxBodyBytes = 1024 * 1024;

export interface ReceiveOptions {
  /** Milliseconds since 1970. */
  now?: number;
  /** Has the platform finish what Stripe need not wait for: the poke, the operators' tally. Without it they are waited for. */
  waitUntil?: (work: Promise<unknown>) => void;
  onStep?: StoreOptions['onStep'];
}

/**
 * Answers Stripe's webhook. 2xx only after the event is committed; anything else makes Stripe deliver it again, for three
 * days. Nothing is asked of Stripe and no workspace is touched here.
 */
export async function receiveStripeEvent(
  request: Request,
  { now = Date.now(), waitUntil, onStep }: ReceiveOptions = {},
): Promise<Response> {
  const afterwards = async (work: Promise<void>) => (waitUntil ? waitUntil(work) : work);
  const body = await readCapped(request);
  if (body === null) {
    await afterwards(countRefusal('size', now));
    return answer(413, 'The body is larger than any Stripe event.');
  }

  const { STRIPE_WEBHOOK_SECRETS, STRIPE_SECRET_KEY } = environment();
  const event = verifyStripeEvent(body, request.headers.get('stripe-signature'), STRIPE_WEBHOOK_SECRETS, now);
  if (!event) {
    log.warn('billing.event_refused', { reason: 'signature' });
    await afterwards(countRefusal('signature', now));
    return answer(400, 'The signature does not fit the body, or its time is not near.');
  }
  if (event.livemode !== STRIPE_SECRET_KEY.includes('_live_')) {
    log.warn('billing.event_refused', { reason: 'mode', stripeEvent: event.id });
    await afterwards(countRefusal('mode', now));
    return answer(400, 'This endpoint serves the other mode, live or test.');
  }

  try {
    const outcome = await storeEvent(event, onStep ? { onStep } : {});
    log.info('billing.event_received', { stripeEvent: event.id, type: event.type, outcome });
    if (outcome === 'stored') await afterwards(poke('stripe-events-background'));
    return answer(200, outcome);
  } catch (error) {
    log.error('billing.event_not_stored', { stripeEvent: event.id, error });
    return answer(503, 'The event could not be stored. Deliver it again.', { 'retry-after': '30' });
  }
}

function answer(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message }, { status, headers: { 'cache-control': 'no-store', ...headers } });
}

/** The exact text that was signed, or null when it is too large; reading stops there. */
async function readCapped(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
