import { z } from 'zod';
import { command } from '../registry/command.ts';

/** Puts the public site back at the platform's address. Verified domains keep showing it. */
export const clearPrimaryDomain = command({
  name: 'clear-primary-domain',
  permission: 'domains:manage',
  audit: 'domain.primary_changed',
  input: z.strictObject({}),
  async run(ctx) {
    const where = { id: ctx.workspace.id };
    const { primaryDomain } = await ctx.tx.workspace.findUniqueOrThrow({
      where,
      select: { primaryDomain: true },
    });
    if (primaryDomain === null) {
      ctx.unchanged();
      return {};
    }
    await ctx.tx.workspace.update({ where, data: { primaryDomain: null }, select: { id: true } });
    await ctx.audit({
      targetKind: 'domain',
      targetId: null,
      targetName: primaryDomain,
      changes: { primary: { from: primaryDomain, to: null } },
    });
    await ctx.enqueue('purge-site', { workspaceId: ctx.workspace.id });
    return {};
  },
});
