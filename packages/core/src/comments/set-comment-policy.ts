import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { command } from '../registry/command.ts';
import { commentPolicies } from './comment-policy.ts';

/** Decides which comments wait before they are seen, from the next one on. */
export const setCommentPolicy = command({
  name: 'set-comment-policy',
  permission: 'comments:moderate',
  audit: 'workspace.comments_changed',
  input: z.strictObject({ policy: z.enum(commentPolicies, 'Choose which comments wait.') }),
  async run(ctx, { policy }) {
    const { tx, workspace } = ctx;
    await lockWorkspace(tx, workspace.id);
    const { commentPolicy: before } = await tx.workspace.findUniqueOrThrow({
      where: { id: workspace.id },
      select: { commentPolicy: true },
    });
    if (before === policy) {
      ctx.unchanged();
      return { policy };
    }
    await tx.workspace.update({
      where: { id: workspace.id },
      data: { commentPolicy: policy },
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'workspace',
      targetId: workspace.id,
      targetName: workspace.name,
      changes: { policy: { from: before, to: policy } },
    });
    await ctx.enqueue('purge-site', { workspaceId: workspace.id });
    return { policy };
  },
});
