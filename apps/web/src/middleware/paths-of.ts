import { environment } from '@archipelago/core/environment';
import { type TenantForm, type TenantPaths, tenantPaths } from '../paths.ts';

/** Where the pages of a workspace are, from the address by which it was reached. */
export function pathsOf(form: TenantForm, slug: string): TenantPaths {
  const { APP_URL, TENANT_SUBDOMAINS } = environment();
  return tenantPaths(form, slug, APP_URL, TENANT_SUBDOMAINS);
}
