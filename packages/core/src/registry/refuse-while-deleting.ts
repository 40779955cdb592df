import type { PersonContext, WorkspaceContext } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';

/** GONE in a workspace that is being deleted, to people and to programs with a key: only restoring it is done there. */
export function refuseWhileDeleting(ctx: PersonContext | WorkspaceContext): void {
  if (!('workspace' in ctx) || ctx.workspace.status === 'active') return;
  throw new AppError(
    'GONE',
    'This workspace has been deleted, so nothing was done. An owner can restore it for a while.',
  );
}
