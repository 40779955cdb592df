import { tenantUrl } from '../support/browser-environment.ts';

export interface ProductPicture {
  name: string;
  url: string;
  /** On a phone's screen instead of a desk's. */
  phone?: true;
}

/** What the site about the product shows of it, as Ada of Acme sees it. */
export const productPictures: readonly ProductPicture[] = [
  { name: 'overview', url: tenantUrl('acme', '/dashboard') },
  { name: 'overview-phone', url: tenantUrl('acme', '/dashboard'), phone: true },
  { name: 'members', url: tenantUrl('acme', '/dashboard/members') },
  { name: 'billing', url: tenantUrl('acme', '/dashboard/billing') },
  { name: 'usage', url: tenantUrl('acme', '/dashboard/usage?meter=apiRequests') },
  { name: 'audit', url: tenantUrl('acme', '/dashboard/audit') },
  { name: 'branding', url: tenantUrl('acme', '/dashboard/settings/branding') },
  { name: 'site', url: tenantUrl('acme') },
  { name: 'site-phone', url: tenantUrl('acme'), phone: true },
];
