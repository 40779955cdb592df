import { boot } from '@archipelago/core/boot';
import { drainOnPoke } from '@archipelago/core/jobs/drain-on-poke';
import type { Config } from '@netlify/functions';

export default async (request: Request): Promise<void> => {
  boot();
  await drainOnPoke('webhooks-background', request);
};

export const config: Config = { path: '/api/jobs/webhooks', method: 'POST', background: true };
