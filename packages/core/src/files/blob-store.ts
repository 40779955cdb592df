import { blobStoreName } from '@archipelago/routing/blob-store-name';
import { getStore, type Store } from '@netlify/blobs';
import { environment } from '../environment.ts';

/**
 * What each store keeps. Keys of uploads and exports begin with the workspace's id; `custom-domains` is what the edge
 * reads.
 */
export type BlobStoreName = 'uploads' | 'exports' | 'custom-domains';

/** For a whole answer, its body included. */
const usualPatienceMs = 15_000;

/** Files that are too large for the database, and what the edge reads. Reads are strong: what was just written is there. */
export function blobStore(name: BlobStoreName, patienceMs = usualPatienceMs): Store {
  return getStore({
    name: blobStoreName(name, environment().APP_URL),
    consistency: 'strong',
    fetch: impatientFetch(patienceMs),
  });
}

/** Netlify's client repeats a request that failed, but waits for one that hangs. */
function impatientFetch(patienceMs: number): typeof fetch {
  return (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(patienceMs) });
}
