import { isApi } from '../middleware/is-api.ts';
import { holdsSignIn } from './holds-sign-in.ts';

/** Pages that nobody sees signed out. */
const privatePages = /^(?:\/w\/[^/]+)?\/(?:dashboard|workspaces|account|operator|support-visit|you)(?:\/|$)/;

/** The same for everybody, and kept by caches: never with a cookie. */
export const publicFiles = /^(?:\/w\/[^/]+)?\/(?:files\/|icon\.svg$|feed\.xml$|sitemap\.xml$|robots\.txt$)/;

export function hasSignInCookie(request: Request): boolean {
  return holdsSignIn(request.headers.get('cookie') ?? '');
}

/** What Clerk appends when it sends a browser back, and when another host of ours hands a browser over. */
export const clerkParameters = [
  '__clerk_db_jwt',
  '__clerk_handshake',
  '__clerk_handshake_nonce',
  '__clerk_ticket',
];

/** Whether a browser comes back from Clerk, or from another host of ours, with something for Clerk to read. */
export function comesFromClerk(url: URL): boolean {
  return clerkParameters.some((name) => url.searchParams.has(name));
}

/**
 * Whether Clerk has to look at a request. It leaves anonymous visitors of public pages alone: their answer can be
 * cached, and a development instance does not send them through a handshake first.
 */
export function needsClerk({ url, cookie }: { url: URL; cookie: string }): boolean {
  if (publicFiles.test(url.pathname)) return false;
  if (isApi(url)) return false;
  return privatePages.test(url.pathname) || holdsSignIn(cookie) || comesFromClerk(url);
}
