import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { isExportSignature, volumeKey } from './export-link.ts';
import { readyVolume } from './ready-volume.ts';

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
    const { bytes, dated } = readyVolume(found, volume, {
      unknown: new AppError(
        'NOT_FOUND',
        'There is no such download. Open it from Settings, Data, or from the mail, whole.',
      ),
      expired: 'This export has expired and was deleted. Make a new one under Settings, Data.',
    });
    await ctx.audit({ targetKind: 'export', targetId: exportId, targetName: workspace.name });
    return {
      key: volumeKey(workspace.id, exportId, volume),
      bytes,
      fileName: `${workspace.slug}-${dated}.zip`,
    };
  },
});
