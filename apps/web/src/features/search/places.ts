import type { Permission } from '@archipelago/core/access/permissions';
import type { IconName } from '@archipelago/ui/icons/icon-paths';
import { dashboardPlaces } from '../../components/dashboard-nav.ts';
import type { TenantPaths } from '../../paths.ts';
import { developersTabs } from '../developers/developers-tabs.ts';
import { settingsTabs } from '../settings/settings-tabs.ts';

export interface Place {
  label: string;
  /** Where it is, when its name alone does not say so. */
  hint?: string;
  icon: IconName;
  href: (paths: TenantPaths) => string;
  /** One of these is enough. */
  anyOf: readonly Permission[];
  /** What else people call it, in lower case. */
  words?: string;
}

type Tab = (typeof settingsTabs | typeof developersTabs)[number]['page'];

const wordsOfTabs: Partial<Record<Tab, string>> = {
  general: 'name address slug time zone language rename',
  domains: 'custom domain host dns website url',
  branding: 'colour color logo accent cover icon look theme badge',
  data: 'export download backup gdpr delete close workspace danger',
  notifications: 'e-mail email mail digest alerts preferences',
  joining: 'sign up policy guests domains access open closed',
  security: 'mfa 2fa two-factor second step sign-in rules',
  support: 'operators help access consent',
  'api-keys': 'token secret rest scopes',
  webhooks: 'endpoint events deliveries signing secret',
  reference: 'rest openapi documentation docs',
};

const wordsOfPlaces: Partial<Record<(typeof dashboardPlaces)[number]['page'], string>> = {
  overview: 'home dashboard start activity',
  posts: 'articles drafts published content',
  comments: 'moderation held replies spam reports',
  members: 'people team users colleagues',
  billing: 'plan subscription payment card seats price',
  usage: 'limits quota meters statistics chart api requests storage e-mails emails consumption',
  audit: 'history events activity log who did what csv',
  developers: 'api keys webhooks',
  settings: 'general name address',
};

const behindTabs: readonly Place[] = [
  {
    label: 'Guests',
    hint: 'Members',
    icon: 'users',
    href: ({ guests }) => guests,
    anyOf: ['members:read'],
    words: 'blocked visitors readers audience',
  },
  {
    label: 'Invitations',
    hint: 'Members',
    icon: 'mail',
    href: ({ invitations }) => invitations,
    anyOf: ['members:read'],
    words: 'invited pending waiting resend revoke',
  },
  {
    label: 'Roles',
    hint: 'Members',
    icon: 'users',
    href: ({ roles }) => roles,
    anyOf: ['members:read'],
    words: 'permissions custom access rights',
  },
  {
    label: 'Invoices',
    hint: 'Billing',
    icon: 'receipt',
    href: ({ invoices }) => invoices,
    anyOf: ['billing:read'],
    words: 'receipts payments bills pdf',
  },
];

/** Every page of the dashboard that has a name. */
export const pages: readonly Place[] = [
  ...dashboardPlaces.map(
    ({ page, label, icon, anyOf }): Place => ({
      label,
      icon,
      href: (paths) => (page === 'overview' ? paths.dashboard : paths[page]),
      anyOf,
      words: wordsOfPlaces[page],
    }),
  ),
  ...behindTabs,
  ...developersTabs.map((tab) => ofTab(tab, 'Developers', 'terminal')),
  ...settingsTabs.map((tab) => ofTab(tab, 'Settings', 'settings-2')),
  {
    label: 'Notifications',
    icon: 'bell',
    href: ({ notifications }) => notifications,
    anyOf: ['dashboard:view'],
    words: 'inbox unread bell news',
  },
  {
    label: 'Profile and security',
    icon: 'circle-user',
    href: ({ account }) => account,
    anyOf: ['dashboard:view'],
    words: 'account password two-factor mfa passkey sessions e-mail email my name photo',
  },
  {
    label: 'All your workspaces',
    icon: 'layers',
    href: ({ workspaces }) => workspaces,
    anyOf: ['dashboard:view'],
    words: 'switch change other new',
  },
  {
    label: 'Public site',
    icon: 'external-link',
    href: ({ home }) => home,
    anyOf: ['dashboard:view'],
    words: 'view website home visit open',
  },
];

function ofTab(
  tab: (typeof settingsTabs | typeof developersTabs)[number],
  hint: string,
  icon: IconName,
): Place {
  const { page, label, path, permission } = tab;
  return { label, hint, icon, href: (paths) => paths[path], anyOf: [permission], words: wordsOfTabs[page] };
}
