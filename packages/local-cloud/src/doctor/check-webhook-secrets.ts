import { Stripe } from '@archipelago/core/billing/stripe';
import { webhookPath } from './check-webhook.ts';
import { type Finding, messageOf, ok, wrong } from './finding.ts';

export interface WebhookSecretsOptions {
  appUrl: string;
  secrets: readonly string[];
  isLive: boolean;
  fetch?: typeof fetch;
  now?: number;
}

/**
 * Whether the deploy has these secrets. Each signs an event of the other mode: a deploy that knows the secret refuses the
 * mode, one that does not refuses the signature. Neither keeps anything.
 */
export async function checkWebhookSecrets(options: WebhookSecretsOptions): Promise<Finding[]> {
  const { appUrl, secrets, isLive, now = Date.now() } = options;
  const url = `${appUrl}${webhookPath}`;
  const payload = JSON.stringify({
    id: 'evt_doctor',
    object: 'event',
    type: 'doctor.asked',
    livemode: !isLive,
    data: { object: { object: 'doctor' } },
  });
  for (const [index, secret] of secrets.entries()) {
    const signature = Stripe.webhooks.generateTestHeaderString({
      payload,
      secret,
      timestamp: Math.floor(now / 1000),
    });
    const answer = await ask(options.fetch ?? fetch, url, payload, signature);
    if (answer instanceof Error) {
      return [
        wrong(
          `${url} does not answer: ${messageOf(answer)}`,
          'Check that APP_URL is the address of this deploy, that it is published, and that nothing in front of it asks for a password.',
        ),
      ];
    }
    const { status, message } = answer;
    if (status === 400 && /other mode/.test(message)) continue;
    if (status === 400 && /signature/.test(message)) {
      return [
        wrong(
          `The deploy at ${appUrl} does not know secret ${index + 1} of STRIPE_WEBHOOK_SECRETS: it would refuse Stripe’s events.`,
          'Its variables are others than these, or older. Set STRIPE_WEBHOOK_SECRETS there, then deploy again. If this machine’s clock is wrong, correct that first.',
        ),
      ];
    }
    return [
      wrong(
        `${url} answered ${status} to a signed event: ${message || 'nothing'}`,
        'Something else answers at this address, or the deploy fails. Look at its logs.',
      ),
    ];
  }
  return [
    ok(
      `The deploy at ${appUrl} knows ${secrets.length === 1 ? 'the webhook secret' : 'both webhook secrets'}.`,
    ),
  ];
}

async function ask(
  send: typeof fetch,
  url: string,
  body: string,
  signature: string,
): Promise<{ status: number; message: string } | Error> {
  try {
    const response = await send(url, {
      method: 'POST',
      headers: { 'stripe-signature': signature, 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    return { status: response.status, message: text.slice(0, 300) };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
