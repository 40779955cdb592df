import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import type { WorkspaceCommandContext } from '../registry/command-context.ts';
import { type NavigationLink, navigationOf } from './navigation.ts';

interface Arranged {
  links: readonly NavigationLink[];
  /** For the audit log: what was done, and to which link. */
  did: 'added' | 'changed' | 'moved' | 'removed';
  which: Pick<NavigationLink, 'id' | 'label'>;
}

/**
 * Arranges the links as they are at this moment, so that two who arrange them at once both have what they did. `arrange`
 * answers null where everything is so already.
 */
export async function arrangeLinks(
  ctx: WorkspaceCommandContext,
  arrange: (links: NavigationLink[]) => Arranged | null,
): Promise<void> {
  const where = { id: ctx.workspace.id };
  await lockWorkspace(ctx.tx, ctx.workspace.id);
  const before = await ctx.tx.workspace.findUniqueOrThrow({ where, select: { navigation: true } });
  const arranged = arrange(navigationOf(before.navigation));
  if (!arranged) return ctx.unchanged();
  await ctx.tx.workspace.update({
    where,
    data: { navigation: arranged.links.map((link) => ({ ...link })) },
    select: { id: true },
  });
  await ctx.audit({
    targetKind: 'workspace',
    targetId: ctx.workspace.id,
    targetName: ctx.workspace.name,
    changes: { [arranged.did]: { from: null, to: nameOf(arranged.which) } },
  });
  await ctx.enqueue('purge-site', { workspaceId: ctx.workspace.id });
}

/** What a link says; of a page of the site that keeps its own name, that in English. */
function nameOf({ id, label }: Pick<NavigationLink, 'id' | 'label'>): string {
  return label || `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}

/** Where a link stands among the others. @throws AppError NOT_FOUND where it does not. */
export function positionOf(link: string, links: readonly NavigationLink[]): number {
  const position = links.findIndex(({ id }) => id === link);
  if (position < 0) {
    throw new AppError('NOT_FOUND', 'This link is not there any more. Reload the page to see what is.', {
      reason: 'link-unknown',
    });
  }
  return position;
}
