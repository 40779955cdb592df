import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { isExportSignature } from '../exports/export-link.ts';
import type { OpenedExport } from '../exports/open-export.ts';
import { readyVolume } from '../exports/ready-volume.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { copyKey } from './copy-link.ts';

/** Says where one ZIP file of the person's own copy is, for them alone and with its link. */
export const openDataCopy = command({
  name: 'open-data-copy',
  scope: 'person',
  permission: 'self:manage',
  audit: 'copy.downloaded',
  input: z.strictObject({
    copyId: id,
    volume: z.int().min(1).max(100_000),
    signature: z.string().max(100),
  }),
  async run(ctx, { copyId, volume, signature }): Promise<OpenedExport> {
    const { tx, actor } = ctx;
    const { userId } = actor;
    const found = isExportSignature(userId, copyId, signature)
      ? await tx.personExport.findFirst({
          where: { userId, id: copyId, state: { in: ['ready', 'expired'] } },
        })
      : null;
    const { bytes, dated } = readyVolume(found, volume, {
      unknown: new AppError(
        'NOT_FOUND',
        'There is no such download of yours. Open it from Your data, or from the mail, whole.',
        { reason: 'copy-unknown' },
      ),
      expired: 'This copy has expired and was deleted. Ask for a new one under Your data.',
    });
    await ctx.record();
    return {
      key: copyKey(userId, copyId, volume),
      bytes,
      fileName: `your-data-${dated}.zip`,
    };
  },
});
