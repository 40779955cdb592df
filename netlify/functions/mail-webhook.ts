import { boot } from '@archipelago/core/boot';
import { hardened } from '@archipelago/core/http/hardened';
import { receiveMailEvent } from '@archipelago/core/newsletter/receive-mail-event';
import type { Config } from '@netlify/functions';

/** Synchronous on purpose: the mail provider must hear whether its event was kept. */
export default async (request: Request): Promise<Response> => {
  boot();
  return hardened(await receiveMailEvent(request), request);
};

export const config: Config = { path: '/api/webhooks/mail', method: 'POST' };
