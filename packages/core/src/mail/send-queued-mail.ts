import type { JobPayloads } from '../jobs/queues.ts';
import { log } from '../log/log.ts';
import { prepareBillingMail } from './prepare-billing-mail.ts';
import { prepareClosingMail } from './prepare-closing-mail.ts';
import { prepareContactMail } from './prepare-contact-mail.ts';
import { prepareDataCopyMail } from './prepare-data-copy-mail.ts';
import { prepareDigestMail } from './prepare-digest-mail.ts';
import { prepareErasureMail } from './prepare-erasure-mail.ts';
import { prepareExportMail } from './prepare-export-mail.ts';
import { prepareInquiryAnswerMail } from './prepare-inquiry-answer-mail.ts';
import { prepareInvitationMail } from './prepare-invitation-mail.ts';
import { prepareNewsletterConfirmationMail } from './prepare-newsletter-confirmation-mail.ts';
import { prepareNotificationMail } from './prepare-notification-mail.ts';
import { prepareOwnershipOfferMail } from './prepare-ownership-offer-mail.ts';
import { prepareWelcomeMail } from './prepare-welcome-mail.ts';
import { type MailMessage, sendMail } from './send-mail.ts';

export interface PreparedMail {
  /** Several only where each may know of the others. */
  to: string | readonly string[];
  message: MailMessage;
  /** Where an answer goes, when not to the sender. */
  replyTo?: string | undefined;
  /** The same for every attempt at the same mail. */
  messageId: string;
  /** Ends this kind of mail with one POST, without signing in (RFC 8058). */
  unsubscribeUrl?: string;
  /** Of what a person wrote: the mails of the same thread before it, oldest first, by their `messageId`. */
  follows?: readonly string[];
  /** Writes down that the mail server has taken it. */
  sent?(): Promise<void>;
}

/**
 * Writes and sends the mail a job names, from what the database says now. One that has lost its reason meanwhile, such as
 * a revoked invitation, is not sent.
 */
export async function sendQueuedMail(payload: JobPayloads['mail']): Promise<void> {
  const mail = await prepare(payload);
  if (!mail) {
    log.info('mail.not_needed', payload);
    return;
  }
  const { to, message, messageId, unsubscribeUrl, replyTo, follows } = mail;
  await sendMail(to, message, messageId, { unsubscribeUrl, replyTo, follows });
  // Killed before this is written, a worker sends it again, under the same id.
  await mail.sent?.();
}

async function prepare(payload: JobPayloads['mail']): Promise<PreparedMail | null> {
  switch (payload.message) {
    case 'invitation':
      return prepareInvitationMail(payload.workspaceId, payload.invitationId);
    case 'ownership-offer':
      return prepareOwnershipOfferMail(payload.workspaceId, payload.transferId);
    case 'welcome-to-workspace':
      return prepareWelcomeMail(payload.workspaceId, payload.userId);
    case 'export-ready':
      return prepareExportMail(payload.workspaceId, payload.exportId);
    case 'workspace-closing':
      return prepareClosingMail(payload.workspaceId, payload.userId);
    case 'billing':
      return prepareBillingMail(payload.workspaceId, payload.effectId);
    case 'inquiry-answer':
      return prepareInquiryAnswerMail(payload.workspaceId, payload.messageId);
    case 'newsletter-confirmation':
      return prepareNewsletterConfirmationMail(payload.workspaceId, payload.subscriberId);
    case 'notification':
      return prepareNotificationMail(payload.workspaceId, payload.notificationId);
    case 'data-copy-ready':
      return prepareDataCopyMail(payload.userId, payload.copyId);
    case 'erasure-asked':
      return prepareErasureMail(payload.userId);
    case 'contact':
      return prepareContactMail(payload.contactMessageId);
    case 'digest':
      return prepareDigestMail(payload.workspaceId, payload.userId, payload.day);
  }
}
