import { signedOutAuthObject } from '@clerk/backend/internal';
import type { APIContext, MiddlewareHandler } from 'astro';
import { authenticate } from './authenticate.ts';
import { carrySignIn } from './cross-host-sign-in.ts';
import { proxyPath } from './proxy-path.ts';

const signedOut = signedOutAuthObject();

/** Who is signed in: `locals.auth()`. Calls of Clerk's own browser code pass through untouched. */
export const clerk: MiddlewareHandler = async (context, next) => {
  if (context.isPrerendered) return next();
  context.locals.auth ??= (() => signedOut) as APIContext['locals']['auth'];
  if (context.locals.failure || context.url.pathname.startsWith(`${proxyPath}/`)) return next();
  // Sessions belong to the platform's hosts; on a custom domain nobody is signed in.
  if (context.locals.form === 'domain') return next();
  return carrySignIn(context, await authenticate(context, next));
};
