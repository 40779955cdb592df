import { z } from 'zod';
import { changesBetween } from '../audit/changes-between.ts';
import { command } from '../registry/command.ts';
import { workspaceLanguage, workspaceName, workspaceTagline, workspaceTimeZone } from './workspace-fields.ts';

/** Changes what the workspace is called, and how its clocks and dates read. Saving what is already so is not recorded. */
export const updateWorkspace = command({
  name: 'update-workspace',
  permission: 'workspace:update',
  audit: 'workspace.updated',
  input: z.strictObject({
    name: workspaceName,
    tagline: workspaceTagline,
    timeZone: workspaceTimeZone,
    language: workspaceLanguage,
  }),
  async run(ctx, input) {
    const where = { id: ctx.workspace.id };
    const before = await ctx.tx.workspace.findUniqueOrThrow({
      where,
      select: { name: true, tagline: true, timeZone: true, language: true },
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
      targetName: input.name,
      changes,
    });
    await ctx.enqueue('purge-site', { workspaceId: ctx.workspace.id });
    if (changes.name) await ctx.enqueue('provision-workspace', { workspaceId: ctx.workspace.id });
    return input;
  },
});
