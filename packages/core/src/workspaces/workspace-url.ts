import { environment } from '../environment.ts';

/**
 * An absolute link into a workspace, for mail and for Stripe to return to. `path` starts with `/`. Uses the workspace's
 * own subdomain where this deployment has them, else `/w/<slug>`.
 */
export function workspaceUrl(slug: string, path: string): string {
  const { APP_URL, TENANT_SUBDOMAINS } = environment();
  if (!TENANT_SUBDOMAINS) return `${APP_URL}/w/${slug}${path === '/' ? '' : path}`;
  const { protocol, host } = new URL(APP_URL);
  return `${protocol}//${slug}.${host}${path}`;
}
