import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';

/** Opens a deleted workspace again as it was, within its days of grace. Restoring an open one changes nothing. */
export const restoreWorkspace = command({
  name: 'restore-workspace',
  permission: 'workspace:delete',
  audit: 'workspace.restored',
  whileDeleting: true,
  input: z.strictObject({}),
  async run(ctx) {
    const { tx, workspace } = ctx;
    const workspaceId = workspace.id;
    const { count } = await tx.workspace.updateMany({
      where: { id: workspaceId, status: 'deleting', eraseAfter: { gt: new Date() } },
      data: { status: 'active', eraseAfter: null },
    });
    if (count === 0) {
      const now = await tx.workspace.findUnique({ where: { id: workspaceId }, select: { status: true } });
      if (now?.status === 'active') {
        ctx.unchanged();
        return { slug: workspace.slug };
      }
      throw new AppError(
        'GONE',
        'The days of grace are over and the workspace is being erased, so it cannot be restored any more.',
      );
    }
    await ctx.audit({ targetKind: 'workspace', targetId: workspaceId, targetName: workspace.name });
    await ctx.enqueue('settle-subscription', { workspaceId });
    await ctx.enqueue('purge-site', { workspaceId });
    // What happened to the team meanwhile, such as a person deleted at Clerk, was not passed on.
    await ctx.enqueue('provision-workspace', { workspaceId });
    await ctx.enqueue('sync-seats', { workspaceId });
    // A newsletter that was going out stood still.
    const issue = await tx.newsletterIssue.findFirst({
      where: { workspaceId, state: 'sending' },
      select: { id: true },
    });
    if (issue) await ctx.enqueue('newsletter-issue', { workspaceId, issueId: issue.id }, issue.id);
    return { slug: workspace.slug };
  },
});
