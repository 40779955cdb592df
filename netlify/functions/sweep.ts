import { boot } from '@archipelago/core/boot';
import { sweep } from '@archipelago/core/jobs/sweep';
import type { Config } from '@netlify/functions';

export default async (): Promise<void> => {
  boot();
  await sweep();
};

export const config: Config = { schedule: '* * * * *' };
