import type { Workspace } from '@archipelago/db/generated/client';
import { changesBetween } from '../audit/changes-between.ts';
import type { ApiCommandContext } from '../registry/command-context.ts';

type Fields = Partial<
  Pick<Workspace, 'name' | 'tagline' | 'timeZone' | 'language' | 'accent' | 'hidesBadge'>
>;

/**
 * Saves what differs from what the workspace is, records it as the command's change, and has the public site made anew.
 * Saving what is already so is no change. Answers what changed, by field.
 */
export async function changeWorkspace(
  ctx: ApiCommandContext,
  fields: Fields,
): Promise<ReturnType<typeof changesBetween>> {
  const where = { id: ctx.workspace.id };
  const before = await ctx.tx.workspace.findUniqueOrThrow({
    where,
    select: {
      name: true,
      tagline: true,
      timeZone: true,
      language: true,
      accent: true,
      hidesBadge: true,
    },
  });
  const changes = changesBetween(before, { ...before, ...fields });
  if (Object.keys(changes).length === 0) {
    ctx.unchanged();
    return changes;
  }
  await ctx.tx.workspace.update({ where, data: fields, select: { id: true } });
  await ctx.audit({
    targetKind: 'workspace',
    targetId: ctx.workspace.id,
    targetName: fields.name ?? before.name,
    changes,
  });
  await ctx.enqueue('purge-site', { workspaceId: ctx.workspace.id });
  return changes;
}
