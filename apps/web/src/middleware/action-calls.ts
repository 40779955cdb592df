import { AppError } from '@archipelago/core/errors/app-error';
import type { MiddlewareHandler } from 'astro';

/** `group.action`: Astro takes the name of a group alone for an action, and fails. */
const actionName = /^\w+\.\w+$/;

/**
 * Refuses calls of actions that Astro would answer with a 500, though the mistake is the caller's: all our actions take
 * forms, and Astro parses JSON before it looks.
 */
export const actionCalls: MiddlewareHandler = (context, next) => {
  const { locals, isPrerendered, request, url } = context;
  if (isPrerendered || locals.failure || request.method !== 'POST') return next();
  const name = url.searchParams.get('_action');
  if (name === null && !url.pathname.startsWith('/_actions/')) return next();
  if (name !== null && !actionName.test(name)) {
    throw new AppError('NOT_FOUND', 'This form leads nowhere. Reload the page and try again.');
  }
  if (request.headers.get('content-type')?.includes('application/json')) {
    throw new AppError('BAD_REQUEST', 'This takes a form, not JSON. Send it as a form and try again.');
  }
  return next();
};
