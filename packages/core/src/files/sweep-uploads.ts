import { withWorkspace } from '@archipelago/db/with-workspace';
import { log } from '../log/log.ts';
import { blobStore } from './blob-store.ts';

/** An upload is in the store before its row is committed: what is younger may still get one. */
const graceMs = 60 * 60 * 1000;
/** What no text shows may stand in one that somebody still writes, or be put back into one. */
const unusedMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Takes away what is in the store and in no table: uploads whose transaction failed, files whose removal was lost, and
 * pictures that no text shows for a week. Idempotent. Returns how many.
 */
export async function sweepUploads(now = new Date()): Promise<number> {
  const store = blobStore('uploads');
  let removed = 0;
  for await (const { blobs } of store.list({ paginate: true })) {
    for (const [workspaceId, keys] of byWorkspace(blobs.map(({ key }) => key))) {
      const kept = await withWorkspace(workspaceId, async (tx) => {
        const here = { workspaceId, key: { in: keys } };
        await tx.file.deleteMany({
          where: { ...here, unusedSince: { lt: new Date(now.getTime() - unusedMs) }, posts: { none: {} } },
        });
        return tx.file.findMany({ where: here, select: { key: true } });
      });
      const keptKeys = new Set(kept.map(({ key }) => key));
      for (const key of keys.filter((candidate) => !keptKeys.has(candidate))) {
        const found = await store.getMetadata(key);
        const storedAt = Date.parse(String(found?.metadata.storedAt ?? ''));
        if (!found || storedAt > now.getTime() - graceMs) continue;
        await store.delete(key);
        removed += 1;
      }
    }
  }
  if (removed > 0) log.info('files.swept', { removed });
  return removed;
}

/** Keys that name no workspace are not ours to judge. */
function byWorkspace(keys: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const key of keys) {
    const workspaceId = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//.exec(key)?.[1];
    if (workspaceId) found.set(workspaceId, [...(found.get(workspaceId) ?? []), key]);
  }
  return found;
}
