import { z } from 'zod';
import { command } from '../registry/command.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';
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
    await changeWorkspace(ctx, input);
    return input;
  },
});
