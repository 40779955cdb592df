import { clearCounters } from '@archipelago/db/count-against';
import { log } from '../log/log.ts';

const batch = 10_000;

/** Removes every counter whose window is over, a batch a statement. */
export async function clearOldCounters(): Promise<void> {
  for (let cleared = 0; ; ) {
    const count = await clearCounters(batch);
    cleared += count;
    if (count === batch) continue;
    log.info('rate_limits.cleared', { counters: cleared });
    return;
  }
}
