import { requireTakesPart } from '../comments/take-part.ts';
import type { UserActor, WorkspaceView } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { joinStanding } from '../joining/join-rules.ts';
import { blockedHere } from '../members/blocked-here.ts';
import type { VisitorCommandContext } from '../registry/command-context.ts';

/**
 * FORBIDDEN `guestbook-closed`, `guestbook-sign-in`, `blocked`, `join-first` or `join-closed` for who may not sign. Blocked
 * people may not where strangers may, either, as long as they are signed in.
 */
export async function requireMaySign(ctx: VisitorCommandContext): Promise<void> {
  const { tx, workspace, actor, grant } = ctx;
  if (workspace.guestbookSigners === 'nobody') throw guestbookIsClosed(workspace);
  if (actor.kind === 'anonymous') {
    if (workspace.guestbookSigners === 'visitors') return;
    throw new AppError('FORBIDDEN', `Sign in to sign the guestbook of ${workspace.name}.`, {
      reason: 'guestbook-sign-in',
    });
  }
  if (workspace.guestbookSigners === 'people') return requireTakesPart({ tx, workspace, actor, grant });
  if (!grant && (await isBlocked(ctx, actor))) throw blockedHere(workspace);
}

async function isBlocked({ tx, workspace }: VisitorCommandContext, actor: UserActor): Promise<boolean> {
  return (await joinStanding(tx, workspace.id, actor)).blocked;
}

function guestbookIsClosed({ name }: WorkspaceView): AppError {
  return new AppError('FORBIDDEN', `The guestbook of ${name} is closed. What is there stays to read.`, {
    reason: 'guestbook-closed',
  });
}
