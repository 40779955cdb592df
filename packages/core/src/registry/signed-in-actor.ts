import type { PersonContext, UserActor } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';

/** The person acting, or UNAUTHORIZED. */
export function signedInActor(ctx: PersonContext): UserActor {
  if (ctx.actor.kind === 'user') return ctx.actor;
  throw new AppError('UNAUTHORIZED', 'This needs you to be signed in. Sign in and try again.');
}
