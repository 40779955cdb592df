const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that may change something came from a page of the host it is sent to. Browsers name the sender in
 * `Origin` and `Sec-Fetch-Site`; a sibling subdomain is another origin. A request that names neither is let through
 * only without cookies, because then there is no one whose rights it could borrow.
 */
export function isSameOrigin(request: Request, publicHost: string): boolean {
  if (safeMethods.has(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site !== null && site !== 'same-origin') return false;
  if (origin !== null) return hostOf(origin) === publicHost.toLowerCase();
  return site === 'same-origin' || !request.headers.has('cookie');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
