import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { isExportSignature, volumeKey } from './export-link.ts';

export interface OpenedExport {
  /** In the Blobs store `exports`. */
  key: string;
  bytes: number;
  fileName: string;
}

/** Says where one ZIP file of an export is, for whoever has its link and may export; the log says that they took it. */
export const openExport = command({
  name: 'open-export',
  permission: 'workspace:export',
  audit: 'data.export_downloaded',
  input: z.strictObject({
    exportId: id,
    volume: z.int().min(1).max(100_000),
    signature: z.string().max(100),
  }),
  async run(ctx, { exportId, volume, signature }): Promise<OpenedExport> {
    const { tx, workspace } = ctx;
    const found = isExportSignature(workspace.id, exportId, signature)
      ? await tx.dataExport.findFirst({
          where: { workspaceId: workspace.id, id: exportId, state: { in: ['ready', 'expired'] } },
        })
      : null;
    const volumes = (found?.volumes ?? []) as { bytes: number }[];
    const bytes = volumes[volume - 1]?.bytes;
    if (!found || bytes === undefined) {
      throw new AppError(
        'NOT_FOUND',
        'There is no such download. Open it from Settings, Data, or from the mail, whole.',
      );
    }
    if (found.state !== 'ready' || !found.expiresAt || found.expiresAt <= new Date()) {
      throw new AppError(
        'GONE',
        'This export has expired and was deleted. Make a new one under Settings, Data.',
      );
    }
    await ctx.audit({ targetKind: 'export', targetId: exportId, targetName: workspace.name });
    const part = volumes.length > 1 ? `-${volume}-of-${volumes.length}` : '';
    return {
      key: volumeKey(workspace.id, exportId, volume),
      bytes,
      fileName: `${workspace.slug}-${found.createdAt.toISOString().slice(0, 10)}${part}.zip`,
    };
  },
});
