import type { Transaction } from '@archipelago/db/with-workspace';
import type { Grant } from '../access/grant.ts';
import type { ApiKeyActor, UserActor, WorkspaceView } from '../context/context.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { joinIsClosed, joinStanding } from '../joining/join-rules.ts';
import { blockedHere } from '../members/blocked-here.ts';

/** Who may write on the site: people who belong to it. FORBIDDEN `blocked`, `join-first` or `join-closed` for others. */
export async function requireTakesPart(ctx: {
  tx: Transaction;
  workspace: WorkspaceView;
  actor: UserActor | ApiKeyActor;
  grant: Grant | null;
}): Promise<void> {
  const { tx, workspace, actor, grant } = ctx;
  if (grant || actor.kind !== 'user') return;
  const standing = await joinStanding(tx, workspace.id, actor);
  if (standing.blocked) throw blockedHere(workspace);
  if (standing.policy !== 'open') throw joinIsClosed(standing, workspace);
  throw refusal('FORBIDDEN', said('joinFirst', { workspace: workspace.name }), {
    reason: 'join-first',
  });
}

/** Whether what they write appears at once. */
export function isTrusted(grant: Grant | null): boolean {
  return grant?.permissions.includes('comments:write') ?? false;
}
