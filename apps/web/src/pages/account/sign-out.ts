import { log } from '@archipelago/core/log/log';
import { clerkClient } from '@clerk/astro/server';
import type { APIContext, APIRoute } from 'astro';
import { safeRedirect } from '../../clerk/safe-redirect.ts';
import { forgetSession } from '../../clerk/session-cookies.ts';
import { paths } from '../../paths.ts';

export const prerender = false;

/** Ends the session at Clerk and on this host, then goes to the form's `back` path. Works without JavaScript. */
export const POST: APIRoute = async (context) => {
  // A body is optional: a program may sign out with a bare POST.
  const form = await context.request.formData().catch(() => null);
  const { sessionId } = context.locals.auth();
  if (sessionId) await revoke(context, sessionId);
  const back = form?.get('back');
  const headers = new Headers({
    location: safeRedirect(typeof back === 'string' ? back : null, paths.home, context.locals.publicHost),
    'cache-control': 'no-store',
  });
  forgetSession(headers, context.request.headers.get('cookie') ?? '', context.locals.publicHost);
  return new Response(null, { status: 303, headers });
};

/** Without Clerk the person is still signed out here: the token they had is worthless within a minute. */
async function revoke(context: APIContext, sessionId: string): Promise<void> {
  try {
    await clerkClient(context).sessions.revokeSession(sessionId);
  } catch (error) {
    log.warn('sign-out.not-revoked', { requestId: context.locals.requestId, error });
  }
}
