import { z } from 'zod';
import { changesBetween } from '../audit/changes-between.ts';
import { command } from '../registry/command.ts';
import { workspaceAccent, workspaceTagline, workspaceTimeZone } from '../workspaces/workspace-fields.ts';

/** What somebody says about a new workspace while setting it up; each part has its place in the settings later. */
export const describeWorkspace = command({
  name: 'describe-workspace',
  permission: 'workspace:update',
  audit: 'workspace.updated',
  input: z.strictObject({
    tagline: workspaceTagline,
    timeZone: workspaceTimeZone,
    accent: workspaceAccent,
  }),
  async run(ctx, input) {
    const where = { id: ctx.workspace.id };
    const before = await ctx.tx.workspace.findUniqueOrThrow({
      where,
      select: { tagline: true, timeZone: true, accent: true },
    });
    const changes = changesBetween(before, input);
    if (Object.keys(changes).length === 0) {
      ctx.unchanged();
      return input;
    }
    await ctx.tx.workspace.update({ where, data: input, select: { id: true } });
    await ctx.audit({
      targetKind: 'workspace',
      targetId: ctx.workspace.id,
      targetName: ctx.workspace.name,
      changes,
    });
    await ctx.enqueue('purge-site', { workspaceId: ctx.workspace.id });
    return input;
  },
});
