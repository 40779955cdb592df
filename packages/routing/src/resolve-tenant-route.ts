import { normalisePath } from './normalise-path.ts';
import { parseHost } from './parse-host.ts';
import { isPersonalPath } from './personal-path.ts';
import { isRoutableSlug } from './slug.ts';

export interface TenantRouteRequest {
  /** The Host header; a port is ignored. */
  host: string;
  pathname: string;
  /** Host of `APP_URL`; a port is ignored. */
  rootHost: string;
  /** Whether `<slug>.<root host>` names a workspace. Without wildcard DNS every workspace is below `/w/`. */
  tenantSubdomains?: boolean;
  /** Verified custom domains: bare host name to slug. */
  customDomains?: ReadonlyMap<string, string>;
}

/**
 * - `root`: the platform's own host; `form` is `path` below `/w/`.
 * - `rewrite`: a tenant's own host; the page is at `pathname` below `/w/<slug>`.
 * - `pass`: a tenant's own host, and a path that all hosts have in common.
 * - `own-address`: a page that a custom domain leaves to the workspace's address on the platform, where people sign in.
 * - `not-found`: nothing is there, and the answer must not tell why.
 *
 * `pathname` is canonical: forward it, not the one that came.
 */
export type TenantRoute =
  | { kind: 'root'; form: 'root' | 'path'; pathname: string }
  | { kind: 'rewrite'; slug: string; form: 'subdomain' | 'domain'; pathname: string }
  | { kind: 'pass'; slug: string; form: 'subdomain' | 'domain'; pathname: string }
  | { kind: 'own-address'; slug: string; pathname: string }
  | { kind: 'not-found' };

const notFound: TenantRoute = { kind: 'not-found' };

/** Where a request goes, from its host and path alone. Whether the workspace exists is decided by the origin. */
export function resolveTenantRoute(request: TenantRouteRequest): TenantRoute {
  const host = parseHost(request.host);
  const path = normalisePath(request.pathname);
  if (host === null || !path.ok) return notFound;
  const { pathname } = path;
  const tenant = resolveHost(host, request);
  if (tenant === 'root')
    return { kind: 'root', form: isBelowTenantPrefix(pathname) ? 'path' : 'root', pathname };
  if (tenant === null || isBelowTenantPrefix(pathname)) return notFound;
  if (tenant.form === 'domain') {
    if (isPersonalPath(pathname)) return { kind: 'own-address', slug: tenant.slug, pathname };
    if (pathname.startsWith('/__clerk')) return notFound;
  }
  if (isCommonToAllHosts(pathname)) return { kind: 'pass', ...tenant, pathname };
  return { kind: 'rewrite', ...tenant, pathname: `/w/${tenant.slug}${pathname === '/' ? '' : pathname}` };
}

/** Whether only the table of custom domains can tell what this host is. */
export function needsCustomDomain(request: Pick<TenantRouteRequest, 'host' | 'rootHost'>): boolean {
  const host = parseHost(request.host);
  const root = parseHost(request.rootHost);
  return host !== null && !isRootHost(host, root) && slugBelow(host, root) === null;
}

function resolveHost(
  host: string,
  { rootHost, tenantSubdomains = true, customDomains }: TenantRouteRequest,
): 'root' | { slug: string; form: 'subdomain' | 'domain' } | null {
  const root = parseHost(rootHost);
  if (isRootHost(host, root)) return 'root';
  const below = slugBelow(host, root);
  if (below !== null)
    return tenantSubdomains && isRoutableSlug(below) ? { slug: below, form: 'subdomain' } : null;
  const slug = customDomains?.get(host);
  return slug !== undefined && isRoutableSlug(slug) ? { slug, form: 'domain' } : null;
}

/** The one label in front of the root host; null for every other host. Deeper names are never a workspace's subdomain. */
function slugBelow(host: string, root: string | null): string | null {
  if (root === null || !host.endsWith(`.${root}`)) return null;
  const label = host.slice(0, -root.length - 1);
  return label.includes('.') ? null : label;
}

/** The root host itself, the machine it runs on, and the hosts Netlify gives a site and its deploys. */
function isRootHost(host: string, root: string | null): boolean {
  if (host === root || host === '127.0.0.1' || host === '[::1]') return true;
  return /^[a-z0-9-]+\.netlify\.app$/.test(host);
}

function isBelowTenantPrefix(pathname: string): boolean {
  return pathname === '/w' || pathname.startsWith('/w/');
}

const commonFolders = new Set([
  '.netlify',
  '.well-known',
  '__clerk',
  '_actions',
  '_astro',
  '_image',
  '_server-islands',
  'account',
  'api',
  'fonts',
  'sign-in',
  'sign-up',
]);

const commonFiles = new Set(['/apple-touch-icon.png', '/favicon.ico', '/favicon.svg', '/site.webmanifest']);

function isCommonToAllHosts(pathname: string): boolean {
  return commonFolders.has(pathname.split('/')[1] ?? '') || commonFiles.has(pathname);
}
