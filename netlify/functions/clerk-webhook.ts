import { boot } from '@archipelago/core/boot';
import { hardened } from '@archipelago/core/http/hardened';
import { receiveClerkEvent } from '@archipelago/core/identity/receive-clerk-event';
import type { Config } from '@netlify/functions';

/** Synchronous on purpose: Clerk must hear whether its event was kept. */
export default async (request: Request): Promise<Response> => {
  boot();
  return hardened(await receiveClerkEvent(request), request);
};

export const config: Config = { path: '/api/webhooks/clerk', method: 'POST' };
