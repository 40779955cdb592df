import { withWorkspace } from '@archipelago/db/with-workspace';
import { deleteBlobs } from '../erasure/delete-blobs.ts';
import { deletedPerson } from './deleted-person.ts';

/**
 * Deletes the files of exports of the workspace that the person asked for; that there was one stays on the list. Exports
 * that others asked for are the workspace's, and end by themselves within days.
 */
export async function eraseOwnExports(workspaceId: string, { userId }: { userId: string }): Promise<void> {
  const asked = { workspaceId, requestedByUserId: userId };
  const found = await withWorkspace(workspaceId, (tx) =>
    tx.dataExport.findMany({ where: asked, select: { id: true } }),
  );
  for (const { id } of found) await deleteBlobs('exports', `${workspaceId}/${id}/`);
  await withWorkspace(workspaceId, async (tx) => {
    await tx.dataExport.updateMany({
      where: { ...asked, state: { in: ['waiting', 'running'] } },
      data: { state: 'failed', finishedAt: new Date() },
    });
    await tx.dataExport.updateMany({ where: { ...asked, state: 'ready' }, data: { state: 'expired' } });
    await tx.dataExport.updateMany({ where: asked, data: { requestedByUserId: deletedPerson.userId } });
  });
}
