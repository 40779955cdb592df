import { z } from 'zod';
import { changesBetween } from '../audit/changes-between.ts';
import { requireEntitlement } from '../entitlements/require-entitlement.ts';
import { command } from '../registry/command.ts';
import { workspaceAccent } from '../workspaces/workspace-fields.ts';

/** Changes the colour, and whether "Made with Archipelago" is shown: hiding it is a feature of the larger plans. */
export const updateBranding = command({
  name: 'update-branding',
  permission: 'workspace:update',
  audit: 'workspace.branding_changed',
  input: z.strictObject({ accent: workspaceAccent, badge: z.enum(['shown', 'hidden']) }),
  async run(ctx, { accent, badge }) {
    const where = { id: ctx.workspace.id };
    const before = await ctx.tx.workspace.findUniqueOrThrow({
      where,
      select: { accent: true, hidesBadge: true },
    });
    const after = { accent, hidesBadge: badge === 'hidden' };
    if (after.hidesBadge && !before.hidesBadge) await requireEntitlement(ctx.tx, ctx, 'brandingRemoval');
    const changes = changesBetween(before, after);
    if (Object.keys(changes).length === 0) {
      ctx.unchanged();
      return after;
    }
    await ctx.tx.workspace.update({ where, data: after, select: { id: true } });
    await ctx.audit({
      targetKind: 'workspace',
      targetId: ctx.workspace.id,
      targetName: ctx.workspace.name,
      changes,
    });
    await ctx.enqueue('purge-site', { workspaceId: ctx.workspace.id });
    return after;
  },
});
