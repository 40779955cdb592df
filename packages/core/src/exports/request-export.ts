import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;
const mostADay = 3;

/** Starts a copy of everything the workspace has. One at a time, and three in any 24 hours. */
export const requestExport = command({
  name: 'request-export',
  permission: 'workspace:export',
  audit: 'data.export_requested',
  input: z.strictObject({}),
  async run(ctx) {
    const { tx, actor, workspace } = ctx;
    const workspaceId = workspace.id;
    const exportId = randomUUID();
    const { count } = await tx.dataExport.createMany({
      data: { workspaceId, id: exportId, requestedByUserId: actor.userId },
      skipDuplicates: true,
    });
    if (count === 0) {
      throw new AppError(
        'CONFLICT',
        'An export of this workspace is being made already. You find it below as soon as it is ready.',
        { reason: 'export-running' },
      );
    }
    const recent = await tx.dataExport.findMany({
      where: { workspaceId, createdAt: { gt: new Date(Date.now() - dayMilliseconds) } },
      select: { createdAt: true },
      orderBy: { createdAt: 'desc' },
      take: mostADay + 1,
    });
    const oldest = recent[mostADay - 1];
    if (recent.length > mostADay && oldest) {
      throw new AppError(
        'TOO_MANY_REQUESTS',
        `A workspace can be exported ${mostADay} times in 24 hours. Download one of the exports below, or try again tomorrow.`,
        { retryAfterSeconds: Math.ceil((oldest.createdAt.getTime() + dayMilliseconds - Date.now()) / 1000) },
      );
    }
    await ctx.audit({ targetKind: 'export', targetId: exportId, targetName: workspace.name });
    await ctx.enqueue('export-workspace', { workspaceId, exportId });
    return { exportId };
  },
});
