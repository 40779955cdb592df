/** Everything the audit log can say. The area groups actions in the log's filter; the title heads one event. */
export const auditActions = {
  'workspace.created': { area: 'workspace', title: 'Workspace created' },
  'workspace.updated': { area: 'workspace', title: 'Settings changed' },
  'workspace.image_uploaded': { area: 'workspace', title: 'Picture uploaded' },
  'workspace.image_removed': { area: 'workspace', title: 'Picture removed' },
  'workspace.branding_changed': { area: 'workspace', title: 'Branding changed' },
  'member.invited': { area: 'members', title: 'Person invited' },
  'member.joined': { area: 'members', title: 'Guest joined' },
  'member.removed': { area: 'members', title: 'Person removed' },
  'invitation.accepted': { area: 'members', title: 'Invitation accepted' },
  'invitation.resent': { area: 'members', title: 'Invitation sent again' },
  'invitation.revoked': { area: 'members', title: 'Invitation revoked' },
  'post.created': { area: 'posts', title: 'Post written' },
  'post.published': { area: 'posts', title: 'Post published' },
  'billing.trial_started': { area: 'billing', title: 'Trial started' },
  'billing.checkout_started': { area: 'billing', title: 'Checkout opened' },
  'billing.checkout_confirmed': { area: 'billing', title: 'Checkout finished' },
  'billing.portal_opened': { area: 'billing', title: 'Billing portal opened' },
  'billing.plan_changed': { area: 'billing', title: 'Plan changed' },
  'billing.status_changed': { area: 'billing', title: 'Subscription status changed' },
  'billing.interval_changed': { area: 'billing', title: 'Billing interval changed' },
  'billing.seats_changed': { area: 'billing', title: 'Paid seats changed' },
  'billing.cancellation_changed': { area: 'billing', title: 'Cancellation changed' },
  'billing.payment_method_changed': { area: 'billing', title: 'Payment method changed' },
  'billing.payment_failed': { area: 'billing', title: 'Payment failed' },
  'audit.trimmed': { area: 'workspace', title: 'Old entries removed' },
} as const satisfies Record<string, { area: AuditArea; title: string }>;

export type AuditArea = 'workspace' | 'members' | 'posts' | 'billing';
export type AuditAction = keyof typeof auditActions;
