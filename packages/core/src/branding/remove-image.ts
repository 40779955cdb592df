import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { brandImageKinds } from '../files/image-kinds.ts';
import { removeFile } from '../files/remove-file.ts';
import { command } from '../registry/command.ts';
import { pathOf } from './path-of.ts';

/** Takes the workspace's logo or cover away; its island stands there again. Removing none is no change. */
export const removeImage = command({
  name: 'remove-image',
  permission: 'workspace:update',
  audit: 'workspace.image_removed',
  input: z.strictObject({ kind: z.enum(brandImageKinds) }),
  async run(ctx, { kind }) {
    const where = { id: ctx.workspace.id };
    await lockWorkspace(ctx.tx, ctx.workspace.id);
    const before = pathOf(kind, await ctx.tx.workspace.findUniqueOrThrow({ where }));
    if (!before) {
      ctx.unchanged();
      return { kind };
    }
    await ctx.tx.workspace.update({
      where,
      data: kind === 'logo' ? { logoPath: null } : { coverPath: null },
      select: { id: true },
    });
    await removeFile(ctx, before);
    await ctx.audit({
      targetKind: 'workspace',
      targetId: ctx.workspace.id,
      targetName: ctx.workspace.name,
      changes: { [kind]: { from: before, to: null } },
    });
    await ctx.enqueue('purge-site', { workspaceId: ctx.workspace.id });
    return { kind };
  },
});
