import { z } from 'zod';
import { languageOf } from '../language/languages.ts';
import { command } from '../registry/command.ts';
import { changeWorkspace } from './change-workspace.ts';
import { rewriteWelcomePost } from './rewrite-welcome-post.ts';
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
    const changes = await changeWorkspace(ctx, input);
    if (changes.name || changes.language) {
      const before = { name: ctx.workspace.name, language: languageOf(ctx.workspace) };
      await rewriteWelcomePost(ctx.tx, ctx.workspace.id, { before, after: input });
    }
    if (changes.name) await ctx.enqueue('provision-workspace', { workspaceId: ctx.workspace.id });
    return input;
  },
});
