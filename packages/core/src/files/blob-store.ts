import { getStore, type Store } from '@netlify/blobs';
import { environment } from '../environment.ts';

/** What each store keeps; keys begin with the workspace's id. */
export type BlobStoreName = 'uploads' | 'exports';

/** For a whole answer, its body included. */
const usualPatienceMs = 15_000;

/**
 * Files that are too large for the database. Reads are strong: what was just written is there. Netlify gives one set of
 * stores to all of a site's deploys, previews included, so that a store carries its address in its name.
 */
export function blobStore(name: BlobStoreName, patienceMs = usualPatienceMs): Store {
  const context = new URL(environment().APP_URL).host.replace(/[^a-z0-9]+/gi, '-');
  return getStore({ name: `${name}-${context}`, consistency: 'strong', fetch: impatientFetch(patienceMs) });
}

/** Netlify's client repeats a request that failed, but waits for one that hangs. */
function impatientFetch(patienceMs: number): typeof fetch {
  return (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(patienceMs) });
}
