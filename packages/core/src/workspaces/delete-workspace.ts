import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { graceDays } from './grace-days.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Closes the workspace at once and for everybody, and has it erased after the days of grace. `name` is the workspace's,
 * typed by the owner who means it. No further period is charged.
 */
export const deleteWorkspace = command({
  name: 'delete-workspace',
  permission: 'workspace:delete',
  audit: 'workspace.deletion_requested',
  input: z.strictObject({ name: z.string().trim().max(200) }),
  async run(ctx, { name }) {
    const { tx } = ctx;
    const workspaceId = ctx.workspace.id;
    const where = { id: workspaceId };
    const workspace = await tx.workspace.findUniqueOrThrow({ where, select: { name: true } });
    if (name !== workspace.name) {
      const message = `Type the name exactly as it is written: ${workspace.name}`;
      throw new AppError('BAD_REQUEST', message, { fields: { name: message } });
    }
    const eraseAfter = new Date(Date.now() + graceDays * dayMilliseconds);
    const { count } = await tx.workspace.updateMany({
      where: { ...where, status: 'active' },
      data: { status: 'deleting', eraseAfter },
    });
    if (count === 0) {
      ctx.unchanged();
      return { eraseAfter };
    }
    await tx.dataExport.updateMany({
      where: { workspaceId, state: { in: ['waiting', 'running'] } },
      data: { state: 'failed', finishedAt: new Date() },
    });
    await ctx.audit({ targetKind: 'workspace', targetId: workspaceId, targetName: workspace.name });
    await ctx.enqueue('settle-subscription', { workspaceId });
    await ctx.enqueue('purge-site', { workspaceId });
    const owners = await tx.member.findMany({
      where: { workspaceId, role: 'owner' },
      select: { userId: true },
    });
    for (const { userId } of owners) {
      await ctx.enqueue('mail', { message: 'workspace-closing', workspaceId, userId });
    }
    return { eraseAfter };
  },
});
