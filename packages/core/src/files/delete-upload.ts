import { withWorkspace } from '@archipelago/db/with-workspace';
import { blobStore } from './blob-store.ts';

/** Takes a file out of the store that the table no longer has. Idempotent; a file that is in the table stays. */
export async function deleteUpload(workspaceId: string, key: string): Promise<void> {
  const kept = await withWorkspace(workspaceId, (tx) => tx.file.count({ where: { workspaceId, key } }));
  if (kept === 0) await blobStore('uploads').delete(key);
}
