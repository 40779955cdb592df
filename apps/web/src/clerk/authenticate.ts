import { clerkVariables, environment } from '@archipelago/core/environment';
import { clerkMiddleware } from '@clerk/astro/server';
import type { APIContext, MiddlewareNext } from 'astro';
import { isSharedPage } from '../middleware/shared-pages.ts';
import { builtWith } from './built-with.ts';
import { comesFromClerk, needsClerk } from './needs-clerk.ts';
import { postedSession } from './posted-session.ts';
import { publicOrigin, publicUrl } from './public-url.ts';

/**
 * Sets `locals.auth()` from the request's session. Tokens are verified with the instance's public key, so no request
 * waits for Clerk. A token made at a tenant's host counts there alone; one made at the root host counts everywhere. A
 * browser whose token is too old is sent through Clerk's handshake and comes back; a posted form is not sent anywhere.
 */
export async function authenticate(context: APIContext, next: MiddlewareNext): Promise<Response> {
  const url = publicUrl(context);
  // A page that is the same for everybody asks nobody who they are, and gives nobody a cookie.
  if (isSharedPage(context) && !comesFromClerk(url)) return next();
  if (!needsClerk({ url, cookie: context.request.headers.get('cookie') ?? '' })) return next();

  const { APP_URL, CLERK_JWT_KEY, CLERK_SECRET_KEY, PUBLIC_CLERK_PROXY_URL, PUBLIC_CLERK_PUBLISHABLE_KEY } =
    environment();
  const authorizedParties = [...new Set([new URL(APP_URL).origin, publicOrigin(context)])];
  const posted = isPosted(context.request)
    ? await postedSession(context.request.headers.get('cookie') ?? '', authorizedParties)
    : null;
  const middleware = clerkMiddleware(async () => asUndecoratedHtml(await next()), {
    publishableKey: PUBLIC_CLERK_PUBLISHABLE_KEY,
    secretKey: CLERK_SECRET_KEY,
    jwtKey: CLERK_JWT_KEY,
    // What was renewed had been checked for them before.
    ...(!posted?.isRenewed && { authorizedParties }),
    ...(PUBLIC_CLERK_PROXY_URL && { proxyUrl: PUBLIC_CLERK_PROXY_URL }),
  });
  return (await middleware(asClerkSeesIt(context, url, posted?.token), next)) as Response;
}

function isPosted({ method }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

const passedHeaders = ['cookie', 'accept', 'sec-fetch-dest', 'user-agent'];

/**
 * Clerk is shown the public address, never the one inside, and only what it needs. Without the Authorization header of
 * the request it looks for no machine tokens, which would cost a call; without the referrer it forces no handshake on
 * someone who follows a link from elsewhere; `__clerk_redirect_url` is for satellite domains and would send the browser
 * anywhere.
 */
function asClerkSeesIt(context: APIContext, url: URL, postedToken: string | undefined): APIContext {
  const headers = new Headers();
  for (const name of passedHeaders) {
    const value = context.request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (postedToken) headers.set('authorization', `Bearer ${postedToken}`);
  const shown = new URL(url);
  shown.searchParams.delete('__clerk_redirect_url');
  const request = new Request(shown, { method: context.request.method, headers });
  // Where the SDK looks first for its variables, some three hundred times a request: the process's own are slow to ask for.
  Object.assign(context.locals, { runtime: { env: { ...builtWith, ...clerkVariables() } } });
  return { request, locals: context.locals, redirect: context.redirect, isPrerendered: false } as APIContext;
}

/** The SDK adds its scripts to every page of exactly the type `text/html`; the layouts say where they belong. */
function asUndecoratedHtml(response: Response): Response {
  if (response.headers.get('content-type') === 'text/html') {
    response.headers.set('content-type', 'text/html; charset=utf-8');
  }
  return response;
}
