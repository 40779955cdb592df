import { siteUrl } from '@archipelago/core/workspaces/site-url';
import { parseHost } from '@archipelago/routing/parse-host';
import { isPersonalPath } from '@archipelago/routing/personal-path';
import type { APIContext } from 'astro';
import { clerkParameters, hasSignInCookie, publicFiles } from '../clerk/needs-clerk.ts';
import { publicPath } from '../paths.ts';
import { isSharedPage } from './shared-pages.ts';

/**
 * Sends a visitor of the public site on to the workspace's primary domain, when it has one and this is another address.
 * Whoever is signed in stays: their session is here, and there they would be nobody.
 */
export function redirectToPrimaryDomain(context: APIContext): Response | null {
  const { locals, params, request, url } = context;
  const { actor, workspace } = locals.context;
  const { primaryDomain, slug } = workspace;
  if (primaryDomain === null || actor.kind !== 'anonymous') return null;
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  // Such a page does not ask who is signed in.
  if (isSharedPage(context) && hasSignInCookie(request)) return null;
  if (locals.form === 'domain' && parseHost(locals.publicHost) === primaryDomain) return null;
  // In the path is the address that the edge knows, which may be a former one.
  const path = publicPath('subdomain', params.workspace ?? slug, url.pathname);
  if (isPersonalPath(path) || publicFiles.test(url.pathname)) return null;
  const asked = new URLSearchParams(url.search);
  // They may carry a session, which is not for another host.
  for (const name of clerkParameters) asked.delete(name);
  const location = siteUrl(workspace, asked.size > 0 ? `${path}?${asked}` : path);
  return new Response(null, { status: 308, headers: { location } });
}
