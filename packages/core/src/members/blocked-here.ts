import type { WorkspaceView } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';

/** What a blocked person gets who wants to take part again. */
export function blockedHere(workspace: WorkspaceView): AppError {
  return new AppError(
    'FORBIDDEN',
    `The people of ${workspace.name} have blocked you: you can read what is public, and not take part. If that is a mistake, write to them.`,
    { reason: 'blocked' },
  );
}
