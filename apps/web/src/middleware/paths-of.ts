import { environment } from '@archipelago/core/environment';
import { type TenantForm, type TenantPaths, tenantPaths } from '../paths.ts';

/** Where everything of a workspace is, under the address that was asked. */
export function pathsOf(form: TenantForm, slug: string): TenantPaths {
  const { APP_URL, TENANT_SUBDOMAINS } = environment();
  return tenantPaths(form, slug, APP_URL, TENANT_SUBDOMAINS);
}
