/** Pages that are not below a workspace's path where workspaces have no host of their own. */
const shared = /^\/(?:account|sign-in|sign-up)(?:\/|$)/;

export interface OwnAddress {
  /** `APP_URL` */
  appUrl: string;
  tenantSubdomains: boolean;
  slug: string;
  /** As on the workspace's own host, with a slash in front. */
  pathname: string;
  /** Empty, or with its question mark. */
  search?: string;
}

/**
 * The address of a tenant's page on the platform: at its subdomain, or below `/w/<slug>` where there are none. The way
 * back that a sign-in page is given is turned likewise.
 */
export function ownAddress({ appUrl, tenantSubdomains, slug, pathname, search = '' }: OwnAddress): string {
  const { protocol, host } = new URL(appUrl);
  if (tenantSubdomains) return `${protocol}//${slug}.${host}${pathname}${search}`;
  const base = `${protocol}//${host}`;
  if (!shared.test(pathname)) return `${base}/w/${slug}${pathname === '/' ? '' : pathname}${search}`;
  const asked = new URLSearchParams(search);
  const back = asked.get('redirect_url');
  if (back?.startsWith('/')) asked.set('redirect_url', `/w/${slug}${back === '/' ? '' : back}`);
  return `${base}${pathname}${asked.size > 0 ? `?${asked}` : ''}`;
}
