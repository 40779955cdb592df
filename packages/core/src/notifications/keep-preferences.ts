import type { WorkspaceCommandContext } from '../registry/command-context.ts';
import type { Channels } from './notification-types.ts';

/** Writes the choices of the person that differ from what was, and says how many these are. */
export async function keepPreferences(
  ctx: WorkspaceCommandContext,
  changed: readonly (Channels & { type: string })[],
): Promise<{ changed: number }> {
  if (changed.length === 0) {
    ctx.unchanged();
    return { changed: 0 };
  }
  const key = { workspaceId: ctx.workspace.id, userId: ctx.actor.userId };
  await ctx.tx.notificationPreference.deleteMany({
    where: { ...key, type: { in: changed.map(({ type }) => type) } },
  });
  await ctx.tx.notificationPreference.createMany({ data: changed.map((row) => ({ ...key, ...row })) });
  await ctx.audit({
    targetKind: 'user',
    targetId: ctx.actor.userId,
    targetName: ctx.actor.name || ctx.actor.email,
  });
  return { changed: changed.length };
}
