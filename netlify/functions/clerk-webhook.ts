import { boot } from '@archipelago/core/boot';
import { receiveClerkEvent } from '@archipelago/core/identity/receive-clerk-event';
import type { Config } from '@netlify/functions';

/** Synchronous on purpose: Clerk must hear whether its event was kept. */
export default async (request: Request): Promise<Response> => {
  boot();
  return receiveClerkEvent(request);
};

export const config: Config = { path: '/api/webhooks/clerk', method: 'POST' };
