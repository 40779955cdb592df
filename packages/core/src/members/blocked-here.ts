import type { WorkspaceView } from '../context/context.ts';
import type { AppError } from '../errors/app-error.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';

/** What a blocked person gets who wants to take part again. */
export function blockedHere(workspace: WorkspaceView): AppError {
  return refusal('FORBIDDEN', said('blockedHere', { workspace: workspace.name }), { reason: 'blocked' });
}
