import { environment } from '../environment.ts';
import { log } from '../log/log.ts';
import { pokeHeader, signPoke } from './poke-signature.ts';
import { type BackgroundFunction, backgroundFunctions } from './queues.ts';

/**
 * Wakes a background function after a commit. The request has no body and cannot fail the caller: when it is lost, the
 * sweep pokes again within a minute.
 */
export async function poke(name: BackgroundFunction): Promise<void> {
  const { APP_URL, JOBS_SECRET } = environment();
  const { path } = backgroundFunctions[name];
  try {
    const response = await fetch(new URL(path, APP_URL), {
      method: 'POST',
      headers: { [pokeHeader]: signPoke(JOBS_SECRET, path) },
      redirect: 'error',
      signal: AbortSignal.timeout(3_000),
    });
    await response.body?.cancel();
    if (!response.ok) log.warn('jobs.poke_refused', { function: name, status: response.status });
  } catch (error) {
    log.warn('jobs.poke_lost', { function: name, error });
  }
}
