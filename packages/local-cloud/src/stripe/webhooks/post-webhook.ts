import type { DeliveryAttempt, StoredEvent } from '../stripe-state.ts';
import { signWebhook } from './sign-webhook.ts';
import type { WebhookTarget } from './webhook-endpoints.ts';

const timeoutMilliseconds = 20_000;

/** A redirect is not followed and counts as a failure, as at Stripe. */
export async function postWebhook(event: StoredEvent, target: WebhookTarget): Promise<DeliveryAttempt> {
  const payload = JSON.stringify(event, null, 2);
  const at = Date.now();
  const headers = {
    accept: '*/*; q=0.5, application/xml',
    'cache-control': 'no-cache',
    'content-type': 'application/json; charset=utf-8',
    'stripe-signature': signWebhook(payload, target.secrets, Math.floor(at / 1000)),
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
  };
  try {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const answer = await fetch(target.url, {
      method: 'POST',
      headers,
      body: payload,
      redirect: 'manual',
      signal,
    });
    const response = (await answer.text()).slice(0, 500);
    return { at, durationMs: Date.now() - at, status: answer.status, error: null, response };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const message = cause instanceof Error ? cause.message || cause.name : String(cause);
    return { at, durationMs: Date.now() - at, status: null, error: message, response: '' };
  }
}
