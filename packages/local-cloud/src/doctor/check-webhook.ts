import type { Stripe } from '@archipelago/core/billing/stripe';
import { webhookEvents } from '@archipelago/core/billing/webhook-events';
import { type Finding, ok, warning, wrong } from './finding.ts';

export const webhookPath = '/api/webhooks/stripe';
const webhooksPage = 'https://dashboard.stripe.com/webhooks';

/** Whether Stripe sends what happens there, all of it, in the version that is understood, once, to this deploy. */
export async function checkWebhook(
  stripe: Stripe,
  { appUrl, apiVersion }: { appUrl: string; apiVersion: string },
): Promise<Finding[]> {
  const url = `${appUrl}${webhookPath}`;
  const found: Stripe.WebhookEndpoint[] = [];
  const elsewhere: string[] = [];
  for await (const endpoint of stripe.webhookEndpoints.list({ limit: 100 })) {
    if (sameAddress(endpoint.url, url)) found.push(endpoint);
    else elsewhere.push(endpoint.url);
  }
  const enabled = found.filter(({ status }) => status === 'enabled');
  const [endpoint] = enabled;
  if (!endpoint) {
    if (found.length > 0) {
      return [
        wrong(
          `The webhook endpoint ${url} is disabled: Stripe turns one off that fails for days.`,
          `Enable it at ${webhooksPage}. What was missed meanwhile is fetched by the nightly reconciliation.`,
        ),
      ];
    }
    const others = elsewhere.length > 0 ? ` Its endpoints lead elsewhere: ${elsewhere.join(', ')}.` : '';
    return [
      wrong(
        `Stripe has no webhook endpoint at ${url}: it tells us nothing.${others}`,
        `Add it at ${webhooksPage} with the API version ${apiVersion} and these events, then put its signing secret into STRIPE_WEBHOOK_SECRETS: ${webhookEvents.join(', ')}.`,
      ),
    ];
  }
  const findings: Finding[] = [];
  if (enabled.length > 1) {
    findings.push(
      warning(
        `${enabled.length} endpoints lead to ${url}: every event arrives ${enabled.length} times, which has no effect but load.`,
        `Delete all but one at ${webhooksPage}.`,
      ),
    );
  }
  const missing = webhookEvents.filter(
    (type) => !endpoint.enabled_events.includes('*') && !endpoint.enabled_events.includes(type),
  );
  if (missing.length > 0) {
    findings.push(
      wrong(
        `The endpoint is not sent ${missing.join(', ')}: changes of that kind are seen a night late, or never.`,
        `Add these events to it at ${webhooksPage}.`,
      ),
    );
  }
  if (endpoint.api_version !== apiVersion) {
    findings.push(
      wrong(
        `The endpoint sends the API version ${endpoint.api_version ?? 'of the account'}, and this code speaks ${apiVersion}.`,
        `The version of an endpoint cannot be changed: add another one at ${webhooksPage} with ${apiVersion}, put its secret first into STRIPE_WEBHOOK_SECRETS, and delete the old one when events arrive.`,
      ),
    );
  }
  return findings.length > 0 ? findings : [ok(`Stripe tells ${url} of all that matters, in ${apiVersion}.`)];
}

function sameAddress(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).href === new URL(b).href;
}
