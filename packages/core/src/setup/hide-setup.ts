import { z } from 'zod';
import { command } from '../registry/command.ts';

/** Puts the list of what to set up away for the whole workspace, or brings it back. */
export const hideSetup = command({
  name: 'hide-setup',
  permission: 'workspace:update',
  audit: 'workspace.setup_list_changed',
  input: z.strictObject({ hidden: z.enum(['yes', 'no']) }),
  async run(ctx, { hidden }) {
    const hide = hidden === 'yes';
    const { count } = await ctx.tx.workspace.updateMany({
      where: { id: ctx.workspace.id, setupHiddenAt: hide ? null : { not: null } },
      data: { setupHiddenAt: hide ? new Date() : null },
    });
    if (count === 0) ctx.unchanged();
    else {
      await ctx.audit({
        targetKind: 'workspace',
        targetId: ctx.workspace.id,
        targetName: ctx.workspace.name,
        changes: { hidden: { from: !hide, to: hide } },
      });
    }
    return { hidden: hide };
  },
});
