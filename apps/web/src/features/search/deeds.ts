import type { Place } from './places.ts';

/** What a person may start from anywhere: each leads to the form that does it. */
export const deeds: readonly Place[] = [
  {
    label: 'Write a post',
    icon: 'plus',
    href: ({ newPost }) => newPost,
    anyOf: ['posts:write'],
    words: 'new create publish draft article',
  },
  {
    label: 'Invite people',
    icon: 'user-plus',
    href: ({ invite }) => invite,
    anyOf: ['members:invite'],
    words: 'add new member colleague send invitation',
  },
  {
    label: 'Compose a role',
    icon: 'plus',
    href: ({ newRole }) => newRole(),
    anyOf: ['roles:manage'],
    words: 'new create add custom permissions',
  },
  {
    label: 'Create an API key',
    icon: 'key-round',
    href: ({ newApiKey }) => newApiKey,
    anyOf: ['api-keys:manage'],
    words: 'new add token secret',
  },
  {
    label: 'Add a webhook endpoint',
    icon: 'plus',
    href: ({ newWebhook }) => newWebhook,
    anyOf: ['webhooks:manage'],
    words: 'new create',
  },
  {
    label: 'Add a domain',
    icon: 'plus',
    href: ({ domains }) => domains,
    anyOf: ['domains:manage'],
    words: 'new custom connect dns',
  },
  {
    label: 'Change plan',
    icon: 'credit-card',
    href: ({ billing }) => billing,
    anyOf: ['billing:manage'],
    words: 'upgrade downgrade cancel subscription pay card seats',
  },
  {
    label: 'Export all data',
    icon: 'download',
    href: ({ data }) => data,
    anyOf: ['workspace:export'],
    words: 'download backup archive',
  },
  {
    label: 'Hand over ownership',
    icon: 'key-round',
    href: ({ transfer }) => transfer(),
    anyOf: ['workspace:transfer'],
    words: 'transfer new owner give',
  },
  {
    label: 'Leave this workspace',
    icon: 'log-out',
    href: ({ leave }) => leave,
    anyOf: ['dashboard:view'],
    words: 'quit end membership',
  },
  {
    label: 'Delete this workspace',
    icon: 'triangle-alert',
    href: ({ data }) => data,
    anyOf: ['workspace:delete'],
    words: 'close erase remove danger',
  },
];
