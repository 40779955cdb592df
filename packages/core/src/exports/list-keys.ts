import { type BlobStoreName, blobStore } from '../files/blob-store.ts';

/** Every key of a store that begins so, sorted. */
export async function listKeys(store: BlobStoreName, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const page of blobStore(store).list({ prefix, paginate: true })) {
    keys.push(...page.blobs.map(({ key }) => key));
  }
  return keys.sort();
}
