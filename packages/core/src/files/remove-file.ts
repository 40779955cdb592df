import type { WorkspaceCommandContext } from '../registry/command-context.ts';

/** Takes a file out of the table, and out of the store once that is committed. `path` is below `/files/`. */
export async function removeFile(ctx: WorkspaceCommandContext, path: string): Promise<void> {
  const key = `${ctx.workspace.id}/${path}`;
  await ctx.tx.file.deleteMany({ where: { workspaceId: ctx.workspace.id, key } });
  await ctx.enqueue('delete-upload', { workspaceId: ctx.workspace.id, key }, key);
}
