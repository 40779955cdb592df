import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';

export interface NotificationMail {
  workspace: { name: string; accent: string | null };
  /** Of the type, e.g. `A payment fails`. */
  title: string;
  /** What happened, without a full stop. */
  text: string;
  action: { label: string; url: string };
  settingsUrl: string;
  unsubscribeUrl: string;
}

/** One thing that happened, to one person of the team whom it concerns. */
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
    note: {
      text: 'Choose what you are told, and where:',
      link: { label: 'Notification settings', url: settingsUrl },
    },
    footer: {
      text: `You get this because your notifications include “${title}”.`,
      link: { label: 'Stop these mails', url: unsubscribeUrl },
    },
  });
}
