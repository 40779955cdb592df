import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { brandImageKinds } from '../files/image-kinds.ts';
import { recordFile } from '../files/record-file.ts';
import { removeFile } from '../files/remove-file.ts';
import { storeImage } from '../files/store-image.ts';
import { command } from '../registry/command.ts';
import { pathOf } from './path-of.ts';

/** Gives the workspace a logo or a cover in place of the one it has. Takes PNG, JPEG and WebP up to 2 MB. */
export const uploadImage = command({
  name: 'upload-image',
  permission: 'workspace:update',
  audit: 'workspace.image_uploaded',
  input: z.strictObject({
    kind: z.enum(brandImageKinds),
    image: z.file('Choose a picture first.'),
  }),
  prepare: (ctx, { kind, image }) => storeImage(ctx, kind, image, 'image'),
  async run(ctx, { kind }, stored) {
    const where = { id: ctx.workspace.id };
    await lockWorkspace(ctx.tx, ctx.workspace.id);
    const before = pathOf(kind, await ctx.tx.workspace.findUniqueOrThrow({ where }));
    if (before) await removeFile(ctx, before);
    await recordFile(ctx, stored);
    await ctx.tx.workspace.update({
      where,
      data: kind === 'logo' ? { logoPath: stored.path } : { coverPath: stored.path },
      select: { id: true },
    });
    const { contentType, width, height } = stored;
    await ctx.audit({
      targetKind: 'workspace',
      targetId: ctx.workspace.id,
      targetName: ctx.workspace.name,
      changes: { [kind]: { from: before, to: `${contentType}, ${width} × ${height} pixels` } },
    });
    await ctx.enqueue('purge-site', { workspaceId: ctx.workspace.id });
    return { kind, path: stored.path };
  },
});
