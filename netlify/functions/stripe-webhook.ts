import { receiveStripeEvent } from '@archipelago/core/billing/receive-stripe-event';
import { boot } from '@archipelago/core/boot';
import { hardened } from '@archipelago/core/http/hardened';
import type { Config, Context } from '@netlify/functions';

/** Synchronous on purpose: Stripe must hear whether its event was kept. */
export default async (request: Request, { waitUntil }: Pick<Context, 'waitUntil'>): Promise<Response> => {
  boot();
  return hardened(await receiveStripeEvent(request, { waitUntil }), request);
};

export const config: Config = { path: '/api/webhooks/stripe', method: 'POST' };
