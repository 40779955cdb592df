import { previewToken } from '@archipelago/core/billing/preview-token';
import { exportSignature } from '@archipelago/core/exports/export-link';
import type { Operation } from '@archipelago/core/registry/registry';
import { privateReceiver } from '../support/connection-factories.ts';
import { pngOf } from '../support/make-image.ts';
import { unique } from '../support/own-database.ts';
import type { Furnished } from './security-world.ts';

function spareWebhook({ spareWebhooks, webhook }: Furnished): { endpointId: string } {
  return { endpointId: (spareWebhooks.pop() ?? webhook).endpointId };
}

/** What somebody agrees to who has seen what a plan costs. */
function previewOf(workspaceId: string): string {
  const shown = { subscriptionId: 'sub_1', seats: 1, at: 1_800_000_000, dueNow: 100 };
  return previewToken(workspaceId, { plan: 'business', interval: 'year', ...shown });
}

/** An input each operation accepts, made of the things of one workspace; a new operation adds its own here. */
const validInputs: Record<string, (of: Furnished) => Record<string, unknown>> = {
  'accept-invitation': ({ invitation }) => ({ token: invitation.token }),
  'create-webhook-endpoint': () => ({
    url: privateReceiver(),
    description: unique('Endpoint '),
    events: 'all',
  }),
  'delete-webhook-endpoint': spareWebhook,
  'disable-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'enable-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'get-webhook-delivery': ({ webhook }) => ({ deliveryId: webhook.deliveryId }),
  'get-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'list-webhook-endpoints': () => ({}),
  'replay-failed-webhooks': ({ webhook }) => ({ endpointId: webhook.endpointId, hours: '24' }),
  'replay-webhook-delivery': ({ webhook }) => ({ deliveryId: webhook.deliveryId }),
  'rotate-webhook-secret': spareWebhook,
  'show-webhook-secret': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'test-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'update-webhook-endpoint': ({ webhook }) => ({
    endpointId: webhook.endpointId,
    url: privateReceiver(),
    description: unique('Endpoint '),
    events: 'some',
    eventTypes: 'post.published,post.created',
  }),
  'allow-support': () => ({ duration: 'hour', note: '' }),
  'end-support': () => ({}),
  'enter-support': () => ({ reason: unique('Reason ') }),
  'get-support-access': () => ({}),
  'leave-support': () => ({}),
  'list-open-workspaces': () => ({}),
  'read-support-offer': () => ({}),
  'get-platform-health': () => ({}),
  'add-domain': () => ({ domain: `${unique('d')}.example.localhost` }),
  'accept-ownership': ({ transfer }) => ({ transferId: transfer.id }),
  'block-guest': ({ visitor }) => ({ memberId: visitor.memberId }),
  'change-member-role': ({ colleague }) => ({ memberId: colleague.memberId, role: 'admin' }),
  // Where it is already: moving it would take the address away that the other tests know it by.
  'change-address': ({ workspace }) => ({ address: workspace.slug }),
  'check-new-address': ({ workspace }) => ({ address: workspace.slug }),
  'check-address': ({ workspace }) => ({ slug: workspace.slug }),
  'check-domain': ({ domain }) => ({ domainId: domain.id }),
  'clear-primary-domain': () => ({}),
  'create-comment': ({ published }) => ({ postId: published.id, body: unique('Comment ') }),
  'delete-comment': ({ comment }) => ({ commentId: comment.id }),
  'edit-comment': ({ comment }) => ({ commentId: comment.id, body: unique('Comment ') }),
  'erase-comment': ({ spareComments, comment }) => ({ commentId: (spareComments.pop() ?? comment).id }),
  'get-comment': ({ comment }) => ({ commentId: comment.id }),
  'list-comments': ({ published }) => ({ postId: published.id }),
  'moderate-comments': ({ comment }) => ({ commentIds: [comment.id], state: 'held' }),
  'report-comment': ({ comment }) => ({ commentId: comment.id, reason: 'spam' }),
  'set-comment-policy': () => ({ policy: 'open' }),
  'update-comment': ({ comment }) => ({ commentId: comment.id, state: 'visible' }),
  'write-comment': ({ published }) => ({ postId: published.id, body: unique('Comment ') }),
  'confirm-checkout': () => ({ sessionId: 'cs_test_0123456789abcdef' }),
  'create-api-key': () => ({ name: unique('Key '), scopes: ['posts:read'], lifetime: '90' }),
  'create-post': () => ({ title: unique('Title '), body: 'Words.', publish: false }),
  'create-role': () => ({ name: unique('Role '), description: '', permissions: ['posts:read'] }),
  'create-workspace': () => ({ name: 'New', slug: unique('new-') }),
  'delete-workspace': ({ workspace }) => ({ name: workspace.name }),
  'delete-post': ({ draft, spareDrafts }) => ({ postId: (spareDrafts.pop() ?? draft).id }),
  'decline-ownership': ({ transfer }) => ({ transferId: transfer.id }),
  'delete-role': ({ role }) => ({ roleId: role.id, replacement: 'member' }),
  'export-audit-events': ({ member }) => ({ actorId: member.userId }),
  'get-audit-log': ({ member }) => ({ actorId: member.userId }),
  'get-billing': () => ({}),
  'get-member': ({ colleague }) => ({ memberId: colleague.memberId }),
  'get-overview': () => ({}),
  'get-post': ({ draft }) => ({ postId: draft.id }),
  'get-ownership-transfer': ({ transfer }) => ({ transferId: transfer.id }),
  'get-published-post': ({ published }) => ({ slug: published.slug }),
  'get-usage': () => ({}),
  'get-usage-report': () => ({ meter: 'apiRequests', period: 'month' }),
  'list-usage-days': () => ({ period: 'year' }),
  'get-workspace': () => ({}),
  'invite-member': () => ({ email: `${unique('new-')}@example.test`, role: 'member' }),
  'invite-people': () => ({ addresses: `${unique('new-')}@example.test`, role: 'member' }),
  'join-as-guest': () => ({}),
  'join-team': () => ({}),
  'read-join-offer': () => ({}),
  'read-joining': () => ({}),
  'describe-workspace': () => ({ tagline: unique('Tagline '), timeZone: 'UTC', accent: '' }),
  'hide-setup': () => ({ hidden: 'no' }),
  'set-joining': () => ({ policy: 'open' }),
  'get-sign-in-rules': () => ({}),
  'set-sign-in-rules': () => ({ secondFactor: 'optional' }),
  'search-workspace': () => ({ q: 'canary' }),
  'read-file': ({ logoPath }) => ({ path: logoPath }),
  'remove-image': () => ({ kind: 'cover' }),
  'update-branding': () => ({ accent: '#1d6a4f', badge: 'hidden' }),
  'upload-image': () => ({ kind: 'cover', image: new File([pngOf(640, 360)], 'x.png') }),
  'list-api-keys': () => ({}),
  'list-audit-events': ({ member }) => ({ actorId: member.userId }),
  'list-exports': () => ({}),
  'list-domains': () => ({}),
  'leave-workspace': () => ({}),
  'list-guests': () => ({}),
  'list-invitations': () => ({}),
  'list-invoices': () => ({}),
  'list-members': () => ({}),
  'list-my-workspaces': () => ({}),
  'list-posts': () => ({}),
  'list-published-posts': () => ({}),
  'cancel-erasure': () => ({}),
  'confirm-erasure': () => ({ signature: 'x'.repeat(43) }),
  'get-my-data': () => ({}),
  'open-data-copy': ({ workspace, dataCopy }) => ({
    copyId: dataCopy.id,
    volume: 1,
    signature: exportSignature(workspace.owner.userId, dataCopy.id),
  }),
  'request-data-copy': () => ({}),
  'request-erasure': ({ workspace }) => ({ content: 'keep', confirm: workspace.owner.email }),
  'open-export': ({ workspace, dataExport }) => ({
    exportId: dataExport.id,
    volume: 1,
    signature: exportSignature(workspace.id, dataExport.id),
  }),
  'make-domain-primary': ({ domain }) => ({ domainId: domain.id, anyway: 'yes' }),
  'get-notification-preferences': () => ({}),
  'list-notifications': () => ({}),
  'mark-all-notifications-read': () => ({}),
  'mark-notification-read': ({ notification }) => ({ notificationId: notification.id }),
  'save-notification-preferences': () => ({ chosen: 'guest-joined:inApp,post-published:mail' }),
  'list-roles': () => ({}),
  'offer-ownership': ({ colleague }) => ({ memberId: colleague.memberId }),
  'open-portal': () => ({}),
  'publish-post': ({ draft }) => ({ postId: draft.id }),
  'read-invitation': ({ invitation }) => ({ token: invitation.token }),
  'read-seats': () => ({}),
  'resend-invitation': ({ sentBefore }) => ({ invitationId: sentBefore.pop()?.id ?? '' }),
  'request-export': () => ({}),
  'restore-workspace': () => ({}),
  'remove-domain': ({ spareDomains }) => ({ domainId: spareDomains.pop()?.id ?? '' }),
  'remove-member': ({ colleague }) => ({ memberId: colleague.memberId }),
  'revoke-invitation': ({ invitation }) => ({ invitationId: invitation.id }),
  'revoke-api-key': ({ oldApiKey }) => ({ keyId: oldApiKey.id }),
  'rotate-api-key': ({ apiKey }) => ({ keyId: apiKey.id, grace: '0' }),
  'cancel-subscription': () => ({}),
  'downgrade-plan': ({ workspace }) => ({ preview: previewOf(workspace.id) }),
  'get-cancellation': () => ({}),
  'preview-change': () => ({ plan: 'business', interval: 'year' }),
  'resume-subscription': () => ({}),
  'save-billing-details': () => ({ name: 'Acme', email: 'bills@acme.test', taxIdType: '', taxId: '' }),
  'upgrade-plan': ({ workspace }) => ({ preview: previewOf(workspace.id) }),
  'withdraw-downgrade': () => ({}),
  'start-checkout': () => ({ plan: 'pro', interval: 'month' }),
  'start-trial': () => ({ plan: 'pro', interval: 'month' }),
  'update-post': ({ draft }) => ({ postId: draft.id, title: unique('Title ') }),
  'unblock-guest': ({ blocked }) => ({ memberId: blocked.memberId }),
  'update-role': ({ role }) => ({
    roleId: role.id,
    name: unique('Role '),
    description: '',
    permissions: ['posts:read'],
  }),
  'withdraw-ownership-offer': ({ transfer }) => ({ transferId: transfer.id }),
  'update-workspace': () => ({ name: unique('Name '), tagline: '', timeZone: 'UTC', language: 'en' }),
};

export function validInput(operation: Operation, of: Furnished): Record<string, unknown> {
  const make = validInputs[operation.name];
  if (!make) throw new Error(`Add a valid input of ${operation.name} to tests/security/security-world.ts.`);
  return make(of);
}

/** Inputs of this operation that are the id, address or secret of something, by field; the rest are values. */
export function referencesOf(operation: Operation, of: Furnished): Record<string, unknown> {
  const references: Record<string, unknown> = {
    postId: of.draft.id,
    commentId: of.comment.id,
    commentIds: [of.comment.id],
    parentId: of.comment.id,
    thread: of.comment.id,
    authorUserId: of.member.userId,
    keyId: of.apiKey.id,
    invitationId: of.invitation.id,
    notificationId: of.notification.id,
    endpointId: of.webhook.endpointId,
    deliveryId: of.webhook.deliveryId,
    domainId: of.domain.id,
    actorId: of.workspace.owner.userId,
    exportId: of.dataExport.id,
    copyId: of.dataCopy.id,
    memberId: of.colleague.memberId,
    roleId: of.role.id,
    replacement: of.role.id,
    transferId: of.transfer.id,
    userId: of.member.userId,
    token: of.invitation.token,
    path: of.logoPath,
    address: of.workspace.slug,
    slug: of.published.slug,
    sessionId: 'cs_test_0123456789abcdef',
    preview: previewOf(of.workspace.id),
    eventId: of.auditEventId,
  };
  // Where a role may be one of the workspace's own, its id is a reference too.
  if (operation.input.shape.role?.safeParse(of.role.id).success) references.role = of.role.id;
  const fields = Object.keys(operation.input.shape);
  return Object.fromEntries(
    fields.filter((field) => field in references).map((field) => [field, references[field]]),
  );
}
