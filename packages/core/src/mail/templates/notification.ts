import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';

export interface NotificationMail {
  workspace: { name: string; accent: string | null };
  /** Of the type, e.g. `A payment fails`. */
  title: string;
  /** What happened, without a full stop. */
  text: string;
  action: { label: string; url: string };
  /** Null for somebody who has no dashboard. */
  settingsUrl: string | null;
  unsubscribeUrl: string;
}

/** One thing that happened, to one person whom it concerns. */
export function notificationMail({
  workspace,
  title,
  text,
  action,
  settingsUrl,
  unsubscribeUrl,
}: NotificationMail): MailMessage {
  return layOutMail({
    workspace,
    subject: `${text} (${workspace.name})`.replace(/[\r\n\0]+/g, ' '),
    heading: text,
    paragraphs: [`This happened in ${workspace.name}.`],
    action,
    note: settingsUrl
      ? `Choose what you are told, and where: ${settingsUrl}`
      : 'To answer, sign in there as you did when you commented.',
    footer: `You get this because your notifications include “${title}”. Stop these mails: ${unsubscribeUrl}`,
  });
}
