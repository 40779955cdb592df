import type { JobPayloads, QueueName } from './queues.ts';
import type { Claim } from './steps.ts';

/**
 * What runs each queue's jobs. Imported when the first job of a queue arrives, so that a function loads only what it needs.
 * A handler may run more than once for the same job: each must be idempotent.
 */
export const handlers: { [Name in QueueName]: (payload: JobPayloads[Name], job: Claim) => Promise<void> } = {
  'stripe-customer': async ({ stripeCustomerId }) => {
    const { syncCustomer } = await import('../billing/sync-customer.ts');
    await syncCustomer(stripeCustomerId);
  },
  'sync-seats': async ({ workspaceId }) => {
    const { syncSeats } = await import('../billing/sync-seats.ts');
    await syncSeats(workspaceId);
  },
  'reconcile-billing': async () => {
    const { reconcileBilling } = await import('../billing/reconcile-billing.ts');
    await reconcileBilling();
  },
  'billing-moment': async ({ workspaceId }) => {
    const { noticeMoment } = await import('../billing/effects/notice-moment.ts');
    await noticeMoment(workspaceId);
  },
  'follow-test-clock': async ({ testClockId }) => {
    const { followTestClock } = await import('../billing/follow-test-clock.ts');
    await followTestClock(testClockId);
  },
  'identity-sync': async ({ clerkUserId }) => {
    const { syncUser } = await import('../identity/sync-user.ts');
    await syncUser(clerkUserId);
  },
  'expire-support': async ({ workspaceId, accessId }) => {
    const { expireSupport } = await import('../support/expire-support.ts');
    await expireSupport(workspaceId, accessId);
  },
  'provision-workspace': async ({ workspaceId }) => {
    const { provisionWorkspace } = await import('../identity/provision-workspace.ts');
    await provisionWorkspace(workspaceId);
  },
  'purge-site': async ({ workspaceId, ...part }) => {
    const { purgeSite } = await import('../workspaces/purge-site.ts');
    await purgeSite(workspaceId, part);
  },
  'purge-site-again': async ({ workspaceId, ...part }) => {
    const { purgeSite } = await import('../workspaces/purge-site.ts');
    await purgeSite(workspaceId, part);
  },
  'publish-due-post': async ({ workspaceId, postId }) => {
    const { publishDuePost } = await import('../posts/publish-due-post.ts');
    await publishDuePost(workspaceId, postId);
  },
  'workspace-event': async ({ workspaceId, auditEventId }) => {
    const { deliverEvent } = await import('../events/deliver-event.ts');
    await deliverEvent(workspaceId, auditEventId);
  },
  'delete-upload': async ({ workspaceId, key }) => {
    const { deleteUpload } = await import('../files/delete-upload.ts');
    await deleteUpload(workspaceId, key);
  },
  'sweep-uploads': async () => {
    const { sweepUploads } = await import('../files/sweep-uploads.ts');
    await sweepUploads();
  },
  'webhook-delivery': async (attempt) => {
    const { deliverWebhook } = await import('../webhooks/deliver-webhook.ts');
    await deliverWebhook(attempt);
  },
  'webhook-retention': async () => {
    const { forgetOldDeliveries } = await import('../webhooks/forget-old-deliveries.ts');
    await forgetOldDeliveries();
  },
  'settle-subscription': async ({ workspaceId }) => {
    const { settleSubscription } = await import('../billing/settle-subscription.ts');
    await settleSubscription(workspaceId);
  },
  'data-retention': async () => {
    const { deleteExpiredExports } = await import('../exports/delete-expired-exports.ts');
    const { queueDueErasures } = await import('../erasure/queue-due-erasures.ts');
    const { deleteExpiredCopies } = await import('../person/delete-expired-copies.ts');
    const { queueDuePersonErasures } = await import('../person/queue-due-person-erasures.ts');
    const { forgetSpam } = await import('../abuse/forget-spam.ts');
    await queueDueErasures();
    await queueDuePersonErasures();
    await deleteExpiredExports();
    await deleteExpiredCopies();
    await forgetSpam();
  },
  'export-workspace': async (payload, claim) => {
    const { exportWorkspace } = await import('../exports/export-workspace.ts');
    await exportWorkspace(payload, { claim });
  },
  'erase-workspace': async ({ workspaceId }, claim) => {
    const { eraseWorkspace } = await import('../erasure/erase-workspace.ts');
    await eraseWorkspace(workspaceId, { claim });
  },
  'copy-person': async (payload, claim) => {
    const { makeDataCopy } = await import('../person/make-data-copy.ts');
    await makeDataCopy(payload, { claim });
  },
  'erase-person': async ({ userId }, claim) => {
    const { erasePerson } = await import('../person/erase-person.ts');
    await erasePerson(userId, { claim });
  },
  'newsletter-issue': async (payload, claim) => {
    const { sendIssueMails } = await import('../newsletter/send-issue-mails.ts');
    await sendIssueMails(payload, { claim });
  },
  'check-due-domains': async () => {
    const { checkDueDomains } = await import('../domains/check-due-domains.ts');
    await checkDueDomains();
  },
  'check-domains': async ({ workspaceId }) => {
    const { checkWorkspaceDomains } = await import('../domains/check-workspace-domains.ts');
    await checkWorkspaceDomains(workspaceId);
  },
  'sync-domain-map': async ({ workspaceId }) => {
    const { syncDomainMap } = await import('../domains/sync-domain-map.ts');
    await syncDomainMap(workspaceId);
  },
  'reconcile-domain-maps': async () => {
    const { reconcileDomainMaps } = await import('../domains/reconcile-domain-maps.ts');
    await reconcileDomainMaps();
  },
  'notification-digest': async () => {
    const { queueDigests } = await import('../notifications/queue-digests.ts');
    await queueDigests();
  },
  'trim-audit-logs': async () => {
    const { trimAuditLogs } = await import('../audit/trim-audit-logs.ts');
    await trimAuditLogs();
  },
  'api-retention': async () => {
    const { clearOldCounters } = await import('../rate-limits/clear-old-counters.ts');
    const { forgetOldAnswers } = await import('../api/forget-old-answers.ts');
    await clearOldCounters();
    await forgetOldAnswers();
  },
  'measure-workspace': async ({ workspaceId }) => {
    const { measureWorkspace } = await import('../usage/measure-workspace.ts');
    await measureWorkspace(workspaceId);
  },
  'measure-usage': async () => {
    const { measureUsage } = await import('../usage/measure-usage.ts');
    await measureUsage();
  },
  'report-usage': async () => {
    const { reportUsage } = await import('../billing/report-usage.ts');
    await reportUsage();
  },
  mail: async (payload) => {
    const { sendQueuedMail } = await import('../mail/send-queued-mail.ts');
    await sendQueuedMail(payload);
  },
};
