import { boot } from '@archipelago/core/boot';
import { drainOnPoke } from '@archipelago/core/jobs/drain-on-poke';
import type { Config } from '@netlify/functions';

export default async (request: Request): Promise<void> => {
  boot();
  await drainOnPoke('data-background', request);
};

export const config: Config = { path: '/api/jobs/data', method: 'POST', background: true };
