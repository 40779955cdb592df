import type { JobPayloads } from '../jobs/queues.ts';
import { log } from '../log/log.ts';
import { prepareClosingMail } from './prepare-closing-mail.ts';
import { prepareExportMail } from './prepare-export-mail.ts';
import { prepareInvitationMail } from './prepare-invitation-mail.ts';
import { prepareOwnershipOfferMail } from './prepare-ownership-offer-mail.ts';
import { prepareWelcomeMail } from './prepare-welcome-mail.ts';
import { type MailMessage, sendMail } from './send-mail.ts';

export interface PreparedMail {
  to: string;
  message: MailMessage;
  /** The same for every attempt at the same mail. */
  messageId: string;
}

/**
 * Writes and sends the mail a job names, from what the database says now. One that has lost its reason meanwhile, such as
 * a revoked invitation, is not sent.
 */
export async function sendQueuedMail(payload: JobPayloads['mail']): Promise<void> {
  const mail = await prepare(payload);
  if (mail) await sendMail(mail.to, mail.message, mail.messageId);
  else log.info('mail.not_needed', payload);
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
  }
}
