import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { command } from '../registry/command.ts';
import { guestbookSigners } from './guestbook-signers.ts';

/** Decides who may sign the guestbook, from the next entry on. */
export const setGuestbookSigners = command({
  name: 'set-guestbook-signers',
  permission: 'comments:moderate',
  audit: 'workspace.guestbook_changed',
  input: z.strictObject({ signers: z.enum(guestbookSigners, 'Choose who may sign the guestbook.') }),
  async run(ctx, { signers }) {
    const { tx, workspace } = ctx;
    await lockWorkspace(tx, workspace.id);
    const { guestbookSigners: before } = await tx.workspace.findUniqueOrThrow({
      where: { id: workspace.id },
      select: { guestbookSigners: true },
    });
    if (before === signers) {
      ctx.unchanged();
      return { signers };
    }
    await tx.workspace.update({
      where: { id: workspace.id },
      data: { guestbookSigners: signers },
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'workspace',
      targetId: workspace.id,
      targetName: workspace.name,
      changes: { signers: { from: before, to: signers } },
    });
    await ctx.enqueue('purge-site', { workspaceId: workspace.id });
    return { signers };
  },
});
