import { withWorkspace } from '@archipelago/db/with-workspace';
import { exportSignature } from '../exports/export-link.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { exportReadyMail } from './templates/export-ready.ts';

/** Null when the export is gone, or whoever asked for it has left or has no address to write to. */
export async function prepareExportMail(workspaceId: string, exportId: string): Promise<PreparedMail | null> {
  const found = await withWorkspace(workspaceId, (tx) =>
    tx.dataExport.findFirst({
      where: { workspaceId, id: exportId, state: 'ready' },
      include: { workspace: true, requestedBy: { include: { members: { where: { workspaceId } } } } },
    }),
  );
  if (!found?.expiresAt || !found.requestedBy?.email || found.requestedBy.members.length === 0) return null;
  const volumes = found.volumes as { bytes: number }[];
  const page = '/dashboard/settings/data';
  const only = `${page}/${exportId}/1?signature=${exportSignature(workspaceId, exportId)}`;
  const message = exportReadyMail({
    workspace: found.workspace,
    volumes: volumes.length,
    url: workspaceUrl(found.workspace.slug, volumes.length === 1 ? only : page),
    expiresAt: found.expiresAt,
  });
  return { to: found.requestedBy.email, message, messageId: `export.${exportId}` };
}
