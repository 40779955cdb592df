import { log } from '../log/log.ts';
import { type DrainResult, drain } from './drain.ts';
import { poke } from './poke.ts';
import { pokeDue } from './poke-due.ts';
import { type BackgroundFunction, backgroundFunctions } from './queues.ts';
import { verifyPoke } from './verify-poke.ts';

/** The platform stops a background function after fifteen minutes; two are left for the jobs that are running then. */
const drainMilliseconds = 13 * 60 * 1000;

/**
 * What a background function does: nothing for a request that we did not sign, otherwise all the work that is due. When
 * time runs out before the work does, it wakes the next one.
 */
export async function drainOnPoke(name: BackgroundFunction, request: Request): Promise<void> {
  if (!verifyPoke(name, request)) {
    log.warn('jobs.poke_ignored', { function: name });
    return;
  }
  const result = await drainAll(name, new Date(Date.now() + drainMilliseconds));
  log.info('jobs.drained', { function: name, ...result });
  if (result.stoppedEarly) await poke(name);
  // What was done may have asked for a mail, which another function sends.
  if (result.completed > 0) await pokeDue(name);
}

async function drainAll(name: BackgroundFunction, deadline: Date): Promise<DrainResult> {
  const { queues, ...rest } = backgroundFunctions[name];
  if (!('lanes' in rest)) return drain(queues, deadline);
  const lanes = Array.from({ length: rest.lanes }, () => drain(queues, deadline, { batchSize: 1 }));
  const results = await Promise.all(lanes);
  return results.reduce((sum, result) => ({
    completed: sum.completed + result.completed,
    failed: sum.failed + result.failed,
    lost: sum.lost + result.lost,
    stoppedEarly: sum.stoppedEarly || result.stoppedEarly,
  }));
}
