import { environment } from '../environment.ts';
import { isGenuinePoke, pokeHeader } from './poke-signature.ts';
import { type BackgroundFunction, backgroundFunctions } from './queues.ts';

/** Whether this request may start the function. Anyone can reach a background function; only we can sign a poke. */
export function verifyPoke(name: BackgroundFunction, request: Request): boolean {
  return isGenuinePoke(
    environment().JOBS_SECRET,
    backgroundFunctions[name].path,
    request.headers.get(pokeHeader),
  );
}
