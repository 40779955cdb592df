import type { Permission } from '@archipelago/core/access/permissions';

/** The pages for developers in the order of their tabs: the permission each asks for, and where it is in `TenantPaths`. */
export const developersTabs = [
  { page: 'api-keys', label: 'API keys', path: 'apiKeys', permission: 'api-keys:manage' },
  { page: 'webhooks', label: 'Webhooks', path: 'webhooks', permission: 'webhooks:manage' },
  { page: 'reference', label: 'API reference', path: 'apiReference', permission: 'dashboard:view' },
] as const satisfies readonly { page: string; label: string; path: string; permission: Permission }[];
