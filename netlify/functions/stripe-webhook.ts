import { receiveStripeEvent } from '@archipelago/core/billing/receive-stripe-event';
import { boot } from '@archipelago/core/boot';
import type { Config } from '@netlify/functions';

/** Synchronous on purpose: Stripe must hear whether its event was kept. */
export default async (request: Request): Promise<Response> => {
  boot();
  return receiveStripeEvent(request);
};

export const config: Config = { path: '/api/webhooks/stripe', method: 'POST' };
