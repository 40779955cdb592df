import { environment } from '@archipelago/core/environment';
import { clerkFrontendApiProxy } from '@clerk/backend/proxy';
import type { APIRoute } from 'astro';
import { proxyPath } from './proxy-path.ts';
import { publicOrigin } from './public-url.ts';

export const prerender = false;

/** Passes calls to a local Frontend API on. With a real Clerk instance the browser calls it itself: 404. */
export const ALL: APIRoute = (context) => {
  const { CLERK_FAPI_URL, CLERK_SECRET_KEY, PUBLIC_CLERK_PROXY_URL, PUBLIC_CLERK_PUBLISHABLE_KEY } =
    environment();
  if (!CLERK_FAPI_URL || !PUBLIC_CLERK_PROXY_URL) return new Response(null, { status: 404 });
  return clerkFrontendApiProxy(atPublicOrigin(context.request, publicOrigin(context)), {
    proxyPath,
    fapiUrl: CLERK_FAPI_URL,
    secretKey: CLERK_SECRET_KEY,
    publishableKey: PUBLIC_CLERK_PUBLISHABLE_KEY,
  });
};

/** The same request at the address the browser used; what a client claims about forwarding is replaced. */
function atPublicOrigin(request: Request, origin: string): Request {
  const { pathname, search } = new URL(request.url);
  const { protocol, host } = new URL(origin);
  const forwarded = new Request(new URL(pathname + search, origin), request);
  forwarded.headers.set('x-forwarded-proto', protocol.slice(0, -1));
  forwarded.headers.set('x-forwarded-host', host);
  return forwarded;
}
