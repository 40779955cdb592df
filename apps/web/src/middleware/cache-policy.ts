import { environment } from '@archipelago/core/environment';
import { isSettled } from '@archipelago/core/workspaces/is-settled';
import {
  guestbookCacheTag,
  homeCacheTag,
  postCacheTag,
  siteCacheTag,
} from '@archipelago/core/workspaces/site-cache-tag';
import { addressFormHeader } from '@archipelago/routing/edge-hint';
import { getCookieSuffix } from '@clerk/shared/keys';
import type { APIContext } from 'astro';
import { hasSignInCookie } from '../clerk/needs-clerk.ts';
import { isSharedPage } from './shared-pages.ts';

const homeRoute = '/w/[workspace]';
const guestbookRoute = '/w/[workspace]/guestbook';

/** The tenant's public pages: the same for everyone who is not signed in. */
const publicRoutes = new Set([homeRoute, '/w/[workspace]/posts/[post]']);

/**
 * Lets the CDN keep a tenant's public page for visitors without a session, under the tags that a publication or a comment
 * purges. The session cookies are part of the key, so that someone signed in is never served the copy; except of a page that
 * is the same for everybody. What was purged a moment ago is kept for a second only: whatever is changed next may not be purged
 * at once. The way from a former address of a post is kept like the post. Nothing with a cookie to set is
 * ever kept.
 */
export async function allowSharedCache(context: APIContext, response: Response): Promise<void> {
  const { context: inWorkspace, person, postId } = context.locals;
  const isMoved = response.status === 301 && postId !== undefined;
  if (context.request.method !== 'GET' || (response.status !== 200 && !isMoved)) return;
  const isShared = isSharedPage(context);
  if (!isShared && !publicRoutes.has(context.routePattern)) return;
  const isKnown = person.actor.kind !== 'anonymous' || hasSignInCookie(context.request);
  if (!isShared && isKnown) return;
  if (response.headers.has('set-cookie') || context.url.searchParams.has('_action')) return;
  const { headers } = response;
  headers.set('cache-control', 'public, max-age=0, must-revalidate');
  const isHome = context.routePattern === homeRoute;
  const isGuestbook = context.routePattern === guestbookRoute;
  const { id: workspaceId, sitePurgedAt, homePurgedAt, guestbookPurgedAt } = inWorkspace.workspace;
  const purges = [
    sitePurgedAt,
    isHome ? homePurgedAt : null,
    isGuestbook ? guestbookPurgedAt : null,
    context.locals.postPurgedAt ?? null,
  ];
  const time = purges.every((at) => isSettled(at))
    ? 's-maxage=60, stale-while-revalidate=86400'
    : 's-maxage=1';
  headers.set('netlify-cdn-cache-control', `public, durable, ${time}`);
  const tags = [
    siteCacheTag(workspaceId),
    ...(postId ? [postCacheTag(postId)] : []),
    ...(isHome ? [homeCacheTag(workspaceId)] : []),
    ...(isGuestbook ? [guestbookCacheTag(workspaceId)] : []),
  ];
  headers.set('netlify-cache-tag', tags.join(','));
  const cookies = isShared ? '' : `,cookie=${(await sessionCookies()).join('|')}`;
  headers.set('netlify-vary', `query=cursor|thread|after,header=${addressFormHeader}${cookies}`);
}

/** Clerk names each cookie twice, plainly and with a suffix made from the instance's key. */
async function sessionCookies(): Promise<string[]> {
  const suffix = await getCookieSuffix(environment().PUBLIC_CLERK_PUBLISHABLE_KEY, crypto.subtle);
  return ['__session', '__client_uat'].flatMap((name) => [name, `${name}_${suffix}`]);
}
