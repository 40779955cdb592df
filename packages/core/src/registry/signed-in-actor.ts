import type { ApiRoute } from '../api/api-route.ts';
import type { PersonContext, UserActor } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';

/** The person acting, or UNAUTHORIZED. */
export function signedInActor(ctx: PersonContext): UserActor {
  if (ctx.actor.kind === 'user') return ctx.actor;
  throw new AppError('UNAUTHORIZED', 'This needs you to be signed in. Sign in and try again.');
}

/** A key reaches what the API serves and nothing else, whatever its scopes. */
export function refuseKey({ actor }: PersonContext, api: ApiRoute | undefined): void {
  if (actor.kind !== 'api-key' || api) return;
  throw new AppError('FORBIDDEN', 'An API key cannot do this. Sign in and do it in the dashboard.');
}
