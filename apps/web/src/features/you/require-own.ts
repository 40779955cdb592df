import type { UserActor } from '@archipelago/core/context/context';
import { AppError } from '@archipelago/core/errors/app-error';
import type { AstroGlobal } from 'astro';
import { publicPath } from '../../paths.ts';

/** The signed-in person whose own page this is; or, for whoever belongs to another workspace alone, the way to join. */
export function requireOwn({ locals, url, redirect }: AstroGlobal): UserActor | Response {
  const actor = requireSignedIn({ locals });
  const { context, form, paths } = locals;
  if (context.grant && !context.grant.support) return actor;
  return redirect(paths.join(publicPath(form, context.workspace.slug, url.pathname)), 303);
}

/** The same of a page that is there for whoever left, or was blocked, too. */
export function requireSignedIn({ locals }: Pick<AstroGlobal, 'locals'>): UserActor {
  const { actor } = locals.context;
  if (actor.kind !== 'user') throw new AppError('UNAUTHORIZED', 'Sign in to see what is yours.');
  return actor;
}
