import { createHmac } from 'node:crypto';

/** `Stripe-Signature` over the exact bytes of the payload, with one `v1` per secret. `at` in Unix seconds. */
export function signWebhook(payload: string, secrets: readonly string[], at: number): string {
  const signatures = secrets.map((secret) => {
    const signature = createHmac('sha256', secret).update(`${at}.${payload}`).digest('hex');
    return `v1=${signature}`;
  });
  return [`t=${at}`, ...signatures].join(',');
}
