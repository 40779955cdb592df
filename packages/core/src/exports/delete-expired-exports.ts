import { withWorkspace } from '@archipelago/db/with-workspace';
import { blobStore } from '../files/blob-store.ts';
import { listKeys } from './list-keys.ts';

/**
 * Deletes the files of exports that are past their date, and files that no export has. It finds the workspaces in the
 * store, not in the database: none can be looked through for all of them.
 */
export async function deleteExpiredExports(now = new Date()): Promise<void> {
  const store = blobStore('exports');
  for await (const page of store.list({ directories: true, paginate: true })) {
    for (const directory of page.directories) await deleteExpiredOf(directory.replace(/\/$/, ''), now);
  }
}

const workspaceId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function deleteExpiredOf(owner: string, now: Date): Promise<void> {
  if (!workspaceId.test(owner)) return;
  const kept = await withWorkspace(owner, async (tx) => {
    await tx.dataExport.updateMany({
      where: { workspaceId: owner, state: 'ready', expiresAt: { lte: now } },
      data: { state: 'expired' },
    });
    const current = await tx.dataExport.findMany({
      where: { workspaceId: owner, state: { in: ['waiting', 'running', 'ready'] } },
      select: { id: true },
    });
    return new Set(current.map(({ id }) => id));
  });
  for (const key of await listKeys('exports', `${owner}/`)) {
    if (!kept.has(key.split('/')[1] ?? '')) await blobStore('exports').delete(key);
  }
}
