import { ping } from '@archipelago/db/ping';
import { log } from '../log/log.ts';

export interface Health {
  database: 'ok' | 'unavailable';
}

/** Asks what the application cannot work without. Never throws. */
export async function checkHealth(): Promise<Health> {
  try {
    await ping();
    return { database: 'ok' };
  } catch (error) {
    log.warn('health.database', { error });
    return { database: 'unavailable' };
  }
}
