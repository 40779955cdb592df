import type { AuditAction } from '../audit/audit-actions.ts';
import type { AuditChanges } from '../audit/record-audit-event.ts';

interface EventTypeDefinition {
  title: string;
  /** Completes "Sent when …", without a full stop. */
  description: string;
  /** The audit action it tells of. An action that no type names stays inside the workspace. */
  action: AuditAction;
  /** What `data.target` is. */
  target: string;
  /** Fields that `data.changes` may have, each `{ from, to }`; an example of what they change to. */
  changes: Record<string, { from: string | number | boolean | null; to: string | number | boolean | null }>;
}

const asRole = { role: { from: null, to: 'member' } };

/** What a workspace tells other systems, by the name they know it by. Names are a promise: add, never rename. */
export const eventTypes = {
  'workspace.updated': {
    title: 'Settings changed',
    description: 'the name, tagline, time zone or look of the workspace changes',
    action: 'workspace.updated',
    target: 'workspace',
    changes: { name: { from: 'Acme', to: 'Acme Instruments' } },
  },
  'member.joined': {
    title: 'Guest joined',
    description: 'somebody joins the workspace’s site as a guest',
    action: 'member.joined',
    target: 'user',
    changes: {},
  },
  'member.joined_team': {
    title: 'Person joined the team',
    description: 'somebody joins the team without an invitation, as the workspace lets their e-mail domain',
    action: 'member.joined_team',
    target: 'user',
    changes: asRole,
  },
  'member.removed': {
    title: 'Person removed',
    description: 'somebody is removed from the workspace',
    action: 'member.removed',
    target: 'user',
    changes: { role: { from: 'member', to: null } },
  },
  'member.left': {
    title: 'Person left',
    description: 'somebody leaves the workspace, the team or as a guest',
    action: 'member.left',
    target: 'user',
    changes: { role: { from: 'member', to: null } },
  },
  'member.role_changed': {
    title: 'Role changed',
    description: 'somebody on the team gets another role',
    action: 'member.role_changed',
    target: 'user',
    changes: { role: { from: 'member', to: 'admin' } },
  },
  'invitation.created': {
    title: 'Person invited',
    description: 'somebody is invited to the team',
    action: 'member.invited',
    target: 'invitation',
    changes: asRole,
  },
  'invitation.accepted': {
    title: 'Invitation accepted',
    description: 'an invited person joins the team',
    action: 'invitation.accepted',
    target: 'invitation',
    changes: asRole,
  },
  'invitation.revoked': {
    title: 'Invitation revoked',
    description: 'an open invitation is withdrawn',
    action: 'invitation.revoked',
    target: 'invitation',
    changes: {},
  },
  'post.created': {
    title: 'Post drafted',
    description: 'a draft is written; a post that is published at once is a post.published',
    action: 'post.created',
    target: 'post',
    changes: { status: { from: null, to: 'draft' } },
  },
  'post.published': {
    title: 'Post published',
    description: 'a post becomes readable on the site',
    action: 'post.published',
    target: 'post',
    changes: { status: { from: 'draft', to: 'published' } },
  },
  'post.unpublished': {
    title: 'Post taken down',
    description: 'a post is not readable on the site any more; it is a draft again',
    action: 'post.unpublished',
    target: 'post',
    changes: { status: { from: 'published', to: 'draft' } },
  },
  'post.scheduled': {
    title: 'Post scheduled',
    description: 'a draft is to be published at a minute to come, or at another one than before',
    action: 'post.scheduled',
    target: 'post',
    changes: { publishAt: { from: null, to: '2026-11-24T08:00:00.000Z' } },
  },
  'post.unscheduled': {
    title: 'Schedule withdrawn',
    description: 'a scheduled post becomes a draft without a date',
    action: 'post.unscheduled',
    target: 'post',
    changes: { publishAt: { from: '2026-11-24T08:00:00.000Z', to: null } },
  },
  'post.updated': {
    title: 'Post changed',
    description: 'the title, the address, the audience or the text of a post changes',
    action: 'post.updated',
    target: 'post',
    changes: { title: { from: 'Tides', to: 'Calibrating tide gauges' } },
  },
  'post.deleted': {
    title: 'Post deleted',
    description: 'a post is deleted',
    action: 'post.deleted',
    target: 'post',
    changes: {},
  },
  'comment.created': {
    title: 'Comment written',
    description: 'somebody comments on a post; the state says whether it is visible or waits',
    action: 'comment.created',
    target: 'comment',
    changes: { state: { from: null, to: 'held' } },
  },
  'comment.approved': {
    title: 'Comment approved',
    description: 'a moderator lets a held or removed comment appear',
    action: 'comment.moderated',
    target: 'comment',
    changes: { state: { from: 'held', to: 'visible' } },
  },
  'comment.removed': {
    title: 'Comment removed',
    description: 'a moderator takes a comment off the site, or somebody deletes it for good',
    action: 'comment.deleted',
    target: 'comment',
    changes: { state: { from: 'visible', to: 'removed' } },
  },
  'comment.reported': {
    title: 'Comment reported',
    description: 'somebody reports a comment',
    action: 'comment.reported',
    target: 'comment',
    changes: { reason: { from: null, to: 'spam' } },
  },
  'newsletter.subscribed': {
    title: 'Subscription confirmed',
    description: 'somebody confirms that they want the newsletter',
    action: 'newsletter.subscribed',
    target: 'subscriber',
    changes: { state: { from: 'waiting', to: 'subscribed' } },
  },
  'newsletter.unsubscribed': {
    title: 'Newsletter left',
    description: 'somebody leaves the newsletter by the link of a mail',
    action: 'newsletter.unsubscribed',
    target: 'subscriber',
    changes: { state: { from: null, to: 'unsubscribed' } },
  },
  'newsletter.issue_sent': {
    title: 'Newsletter went out',
    description: 'an issue has gone out to everybody who was subscribed',
    action: 'newsletter.issue_sent',
    target: 'issue',
    changes: { mails: { from: null, to: 1_204 } },
  },
  'domain.verified': {
    title: 'Domain verified',
    description: 'DNS proves that a custom domain is the workspace’s',
    action: 'domain.verified',
    target: 'domain',
    changes: {},
  },
  'domain.failed': {
    title: 'Domain given up',
    description: 'a custom domain is given up, because its DNS record was not there for too long',
    action: 'domain.failed',
    target: 'domain',
    changes: {},
  },
  'subscription.plan_changed': {
    title: 'Plan changed',
    description: 'the workspace moves to another plan',
    action: 'billing.plan_changed',
    target: 'subscription',
    changes: { plan: { from: 'Free', to: 'Pro' } },
  },
  'subscription.status_changed': {
    title: 'Subscription status changed',
    description: 'the subscription starts, becomes overdue, ends or recovers',
    action: 'billing.status_changed',
    target: 'subscription',
    changes: { status: { from: 'trialing', to: 'active' } },
  },
  'subscription.payment_failed': {
    title: 'Payment failed',
    description: 'a payment for the subscription could not be collected',
    action: 'billing.payment_failed',
    target: 'subscription',
    changes: {},
  },
  'usage.limit_near': {
    title: 'Limit nearly reached',
    description: '80% of something that the plan limits is used',
    action: 'usage.limit_near',
    target: 'meter',
    changes: {
      meter: { from: null, to: 'emails' },
      used: { from: null, to: 8_214 },
      limit: { from: null, to: 10_000 },
    },
  },
  'usage.limit_reached': {
    title: 'Limit reached',
    description: 'all of something that the plan limits is used',
    action: 'usage.limit_reached',
    target: 'meter',
    changes: {
      meter: { from: null, to: 'emails' },
      used: { from: null, to: 10_000 },
      limit: { from: null, to: 10_000 },
    },
  },
} as const satisfies Record<string, EventTypeDefinition>;

export type EventType = keyof typeof eventTypes;

export const eventTypeNames = Object.keys(eventTypes) as EventType[];

const typeOfAction = new Map<AuditAction, EventType>(
  eventTypeNames.map((type) => [eventTypes[type].action, type]),
);

/** Whether an audit row with this action can have a public type. */
export function hasEventType(action: AuditAction): boolean {
  return typeOfAction.has(action);
}

const moderated: Record<string, EventType> = { visible: 'comment.approved', removed: 'comment.removed' };

/** Programs publish a post, and take it down, as they change it. */
function updated(status: AuditChanges[string] | undefined): EventType {
  if (status?.to === 'published') return 'post.published';
  if (status?.from === 'published') return 'post.unpublished';
  if (status?.to === 'scheduled') return 'post.scheduled';
  return status?.from === 'scheduled' ? 'post.unscheduled' : 'post.updated';
}

/** The public type of what an audit row tells, or null when it is nobody else's business. */
export function eventTypeOf(event: { action: AuditAction; changes: AuditChanges }): EventType | null {
  if (event.action === 'post.created' && event.changes.status?.to === 'published') return 'post.published';
  if (event.action === 'post.updated') return updated(event.changes.status);
  if (event.action === 'comment.moderated') return moderated[String(event.changes.state?.to)] ?? null;
  return typeOfAction.get(event.action) ?? null;
}
