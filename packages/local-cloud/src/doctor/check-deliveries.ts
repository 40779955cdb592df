import type { Stripe } from '@archipelago/core/billing/stripe';
import { type Finding, ok, wrong } from './finding.ts';

const daySeconds = 86_400;

/**
 * Whether what Stripe sent since yesterday was taken. Only this shows that Stripe signs with one of our secrets, which it
 * tells nobody.
 */
export async function checkDeliveries(stripe: Stripe, now = Date.now()): Promise<Finding[]> {
  const since = Math.floor(now / 1000) - daySeconds;
  const { data, has_more } = await stripe.events.list({
    delivery_success: false,
    created: { gte: since },
    limit: 100,
  });
  const [latest] = data;
  if (!latest) return [ok('Every event of the last day was taken by everybody it was sent to.')];
  const types = [...new Set(data.map(({ type }) => type))].slice(0, 5).join(', ');
  return [
    wrong(
      `${has_more ? 'More than 100' : data.length} of the last day’s events not taken: ${types}; the latest is ${latest.id}.`,
      `Open one at https://dashboard.stripe.com/events/${latest.id}: an answer of 400 means that the endpoint’s signing secret is not in STRIPE_WEBHOOK_SECRETS; anything else is in the deploy’s logs. Stripe tries for three days, and the nightly reconciliation fetches what is missing.`,
    ),
  ];
}
