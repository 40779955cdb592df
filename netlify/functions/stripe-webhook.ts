import { receiveStripeEvent } from '@archipelago/core/billing/receive-stripe-event';
import { boot } from '@archipelago/core/boot';
import { hardened } from '@archipelago/core/http/hardened';
import type { Config } from '@netlify/functions';

/** Synchronous on purpose: Stripe must hear whether its event was kept. */
export default async (request: Request): Promise<Response> => {
  boot();
  return hardened(await receiveStripeEvent(request), request);
};

export const config: Config = { path: '/api/webhooks/stripe', method: 'POST' };
