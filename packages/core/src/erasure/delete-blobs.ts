import { listKeys } from '../exports/list-keys.ts';
import { type BlobStoreName, blobStore } from '../files/blob-store.ts';

/** Deletes everything of a store that begins so. Safe to repeat. */
export async function deleteBlobs(store: BlobStoreName, prefix: string): Promise<void> {
  for (const key of await listKeys(store, prefix)) await blobStore(store).delete(key);
}
