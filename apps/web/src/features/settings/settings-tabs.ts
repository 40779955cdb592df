import type { Permission } from '@archipelago/core/access/permissions';

/** The pages of the settings in the order of their tabs: the permission each asks for, and where it is in `TenantPaths`. */
export const settingsTabs = [
  { page: 'general', label: 'General', path: 'settings', permission: 'workspace:update' },
  { page: 'domains', label: 'Domains', path: 'domains', permission: 'domains:manage' },
  { page: 'branding', label: 'Branding', path: 'branding', permission: 'workspace:update' },
  { page: 'navigation', label: 'Navigation', path: 'navigation', permission: 'workspace:update' },
  { page: 'data', label: 'Data', path: 'data', permission: 'workspace:export' },
  {
    page: 'notifications',
    label: 'Notifications',
    path: 'notificationSettings',
    permission: 'dashboard:view',
  },
  { page: 'support', label: 'Support access', path: 'support', permission: 'support:manage' },
  { page: 'joining', label: 'Who may join', path: 'joining', permission: 'members:manage' },
  { page: 'security', label: 'Security', path: 'security', permission: 'security:manage' },
] as const satisfies readonly { page: string; label: string; path: string; permission: Permission }[];

export type SettingsPage = (typeof settingsTabs)[number]['page'];
