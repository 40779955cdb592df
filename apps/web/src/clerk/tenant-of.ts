import { environment } from '@archipelago/core/environment';
import { resolveTenantRoute } from '@archipelago/routing/resolve-tenant-route';
import type { TenantForm } from '../paths.ts';

/** From the host, or from the path to go back to where workspaces have no host of their own. It only decides the looks. */
export function tenantOf(host: string, back = ''): { slug: string; form: TenantForm } | null {
  const { APP_URL, TENANT_SUBDOMAINS } = environment();
  const route = resolveTenantRoute({
    host,
    pathname: '/',
    rootHost: new URL(APP_URL).host,
    tenantSubdomains: TENANT_SUBDOMAINS,
  });
  if (route.kind === 'rewrite') return { slug: route.slug, form: route.form };
  const slug = /^\/w\/([^/?#]+)/.exec(back)?.[1];
  return slug ? { slug, form: 'path' } : null;
}
