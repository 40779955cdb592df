import type { Permission } from '../access/permissions.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditChanges } from '../audit/record-audit-event.ts';
import type { DashboardPlace } from './dashboard-place.ts';

export const channels = ['inApp', 'mail', 'digest'] as const;
export type Channel = (typeof channels)[number];
export type Channels = Record<Channel, boolean>;

interface NotificationDefinition {
  group: 'People' | 'Billing' | 'Developers' | 'Site' | 'Data' | 'Content';
  title: string;
  /** The audit actions it tells of. */
  actions: readonly AuditAction[];
  /** Narrows them down. */
  when?: (changes: AuditChanges) => boolean;
  /** Who is told: everybody on the team who holds this, the person that the event is about, whom it replies to, or who wrote it. */
  audience: Permission | 'person concerned' | 'whoever is replied to' | 'whoever wrote it';
  /** `actor` and `target` as the audit log names them. No full stop. */
  sentence: (actor: string, target: string) => string;
  /** Or that it leads to a place on the public site, which the event itself says. */
  place: DashboardPlace | 'site';
  defaults: Channels;
}

const important: Channels = { inApp: true, mail: true, digest: false };
/** Bills have mails of their own, to whoever gets the bills. */
const told: Channels = { inApp: true, mail: false, digest: false };
const calm: Channels = { inApp: true, mail: false, digest: true };

/** What people can be told of. Add types, never rename one: preferences are kept by name. */
export const notificationTypes = {
  'invitation-accepted': {
    group: 'People',
    title: 'Somebody accepts an invitation',
    actions: ['invitation.accepted'],
    audience: 'members:invite',
    sentence: (actor) => `${actor} accepted the invitation and joined the team`,
    place: '/members',
    defaults: important,
  },
  'guest-joined': {
    group: 'People',
    title: 'A guest joins the site',
    actions: ['member.joined'],
    audience: 'guests:manage',
    sentence: (actor) => `${actor} joined as a guest`,
    place: '/members',
    defaults: calm,
  },
  'team-joined': {
    group: 'People',
    title: 'Somebody joins the team by their e-mail domain',
    actions: ['member.joined_team'],
    audience: 'members:invite',
    sentence: (actor) => `${actor} joined the team`,
    place: '/members',
    defaults: important,
  },
  'second-step-required': {
    group: 'People',
    title: 'A second step at sign-in becomes required',
    actions: ['workspace.sign_in_rules_changed'],
    when: (changes) => changes['second step']?.to === 'required',
    audience: 'dashboard:view',
    sentence: (actor) => `${actor} asked the team for a second step at sign-in`,
    place: '',
    defaults: important,
  },
  'role-changed': {
    group: 'People',
    title: 'Your role changes',
    actions: ['member.role_changed'],
    audience: 'person concerned',
    sentence: (actor) => `${actor} changed your role`,
    place: '',
    defaults: important,
  },
  'ownership-offered': {
    group: 'People',
    title: 'You are offered the ownership',
    actions: ['ownership.offered'],
    audience: 'person concerned',
    sentence: (actor) => `${actor} offers you the ownership of this workspace`,
    place: '/members/transfer',
    // The offer has a mail of its own.
    defaults: { inApp: true, mail: false, digest: false },
  },
  'ownership-answered': {
    group: 'People',
    title: 'Your offer of ownership is answered',
    actions: ['ownership.declined', 'ownership.transferred'],
    audience: 'person concerned',
    sentence: (actor) => `${actor} answered your offer of ownership`,
    place: '/members',
    defaults: important,
  },
  'member-left': {
    group: 'People',
    title: 'Somebody leaves',
    actions: ['member.left'],
    audience: 'members:manage',
    sentence: (actor) => `${actor} left the workspace`,
    place: '/members',
    defaults: calm,
  },
  'member-removed': {
    group: 'People',
    title: 'Somebody is removed',
    actions: ['member.removed'],
    audience: 'members:manage',
    sentence: (actor, target) => `${actor} removed ${target}`,
    place: '/members',
    defaults: calm,
  },
  'trial-ending': {
    group: 'Billing',
    title: 'The trial ends soon',
    actions: ['billing.trial_ending'],
    audience: 'billing:read',
    sentence: () => 'The trial ends soon. Choose a plan to keep it',
    place: '/billing',
    defaults: told,
  },
  'payment-failed': {
    group: 'Billing',
    title: 'A payment fails',
    actions: ['billing.payment_failed', 'billing.read_only_begun'],
    audience: 'billing:read',
    sentence: () => 'A payment could not be collected. Check the payment method',
    place: '/billing',
    defaults: told,
  },
  'payment-received': {
    group: 'Billing',
    title: 'A payment is received',
    actions: ['billing.payment_received', 'billing.payment_recovered'],
    audience: 'billing:read',
    sentence: () => 'A payment was received',
    place: '/billing',
    defaults: told,
  },
  'subscription-changed': {
    group: 'Billing',
    title: 'The plan changes or is cancelled',
    actions: ['billing.plan_changed', 'billing.cancellation_changed'],
    audience: 'billing:read',
    sentence: () => 'The plan changed, or its end did',
    place: '/billing',
    defaults: told,
  },
  'limit-near': {
    group: 'Billing',
    title: 'A limit of the plan is nearly reached',
    actions: ['usage.limit_near'],
    audience: 'billing:manage',
    sentence: (_, target) =>
      `The workspace uses ${target}: 80% of what the plan has, or more. Choose a larger plan before it is full`,
    place: '/usage',
    defaults: important,
  },
  'limit-reached': {
    group: 'Billing',
    title: 'A limit of the plan is reached',
    actions: ['usage.limit_reached'],
    audience: 'billing:manage',
    sentence: (_, target) =>
      `The workspace uses all that the plan has: ${target}. What is there stays. Choose a larger plan, or make room`,
    place: '/usage',
    defaults: important,
  },
  'webhook-disabled': {
    group: 'Developers',
    title: 'A webhook endpoint is turned off',
    actions: ['webhook.disabled'],
    audience: 'webhooks:manage',
    sentence: (actor, target) => `${actor} turned off the webhook endpoint ${target}`,
    place: '/developers/webhooks',
    defaults: important,
  },
  'api-key-created': {
    group: 'Developers',
    title: 'An API key is made',
    actions: ['api_key.created'],
    audience: 'api-keys:manage',
    sentence: (actor, target) => `${actor} made the API key ${target}`,
    place: '/developers/api-keys',
    defaults: { inApp: true, mail: false, digest: false },
  },
  'domain-failed': {
    group: 'Site',
    title: 'A domain cannot be verified',
    actions: ['domain.failed'],
    audience: 'domains:manage',
    sentence: (_, target) => `The domain ${target} could not be verified. Check its DNS records`,
    place: '/settings/domains',
    defaults: important,
  },
  'export-requested': {
    group: 'Data',
    title: 'Somebody asks for a copy of all data',
    actions: ['data.export_requested'],
    audience: 'workspace:export',
    sentence: (actor) => `${actor} asked for an export of all data`,
    place: '/settings/data',
    defaults: important,
  },
  'support-entered': {
    group: 'People',
    title: 'Support comes in',
    actions: ['support.entered'],
    audience: 'support:manage',
    sentence: (actor) => `${actor} came in as support, to read`,
    place: '/settings/support',
    defaults: important,
  },
  'post-published': {
    group: 'Content',
    title: 'A post is published',
    actions: ['post.published', 'post.created', 'post.updated'],
    when: (changes) => changes.status?.to === 'published',
    audience: 'posts:read',
    sentence: (actor, target) => `${actor} published ${target}`,
    place: '/posts',
    defaults: { inApp: true, mail: false, digest: false },
  },
  'comment-held': {
    group: 'Content',
    title: 'A comment waits for approval',
    actions: ['comment.created', 'comment.edited', 'comment.reported'],
    when: (changes) => changes.state?.to === 'held',
    audience: 'comments:moderate',
    sentence: (_, target) => `A comment on ${target} waits for approval`,
    place: '/comments',
    defaults: calm,
  },
  'inquiry-received': {
    group: 'Content',
    title: 'Somebody writes to you',
    actions: ['inquiry.received'],
    when: (changes) => changes.state?.to === 'open' && changes.told === undefined,
    audience: 'inquiries:read',
    sentence: (_, target) => `There is a new inquiry: ${target}`,
    place: '/inquiries',
    defaults: important,
  },
  'inquiry-assigned': {
    group: 'Content',
    title: 'An inquiry is given to you',
    actions: ['inquiry.assigned'],
    audience: 'person concerned',
    sentence: (actor) => `${actor} gave you an inquiry to answer`,
    place: '/inquiries',
    defaults: important,
  },
  'comment-reply': {
    group: 'Content',
    title: 'Somebody replies to your comment',
    actions: ['comment.created', 'comment.moderated'],
    when: (changes) => changes.state?.to === 'visible',
    audience: 'whoever is replied to',
    sentence: (_, target) => `There is a reply to your comment on ${target}`,
    place: 'site',
    defaults: important,
  },
  'comment-approved': {
    group: 'Content',
    title: 'Your comment is approved',
    actions: ['comment.moderated'],
    when: (changes) => changes.state?.from === 'held' && changes.state.to === 'visible',
    audience: 'whoever wrote it',
    sentence: (_, target) => `What you wrote on ${target} was approved`,
    place: 'site',
    defaults: important,
  },
} as const satisfies Record<string, NotificationDefinition>;

export type NotificationType = keyof typeof notificationTypes;

export const notificationTypeNames = Object.keys(notificationTypes) as NotificationType[];

/** The definition, or null for a type that an older version of this product knew. */
export function notificationDefinition(type: string): NotificationDefinition | null {
  return notificationTypes[type as NotificationType] ?? null;
}

export function definitionOf(type: NotificationType): NotificationDefinition {
  return notificationTypes[type];
}
