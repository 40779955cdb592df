import type { MailMessage } from '../send-mail.ts';
import { layOutMail, type MailSender } from './layout.ts';

export interface NewsletterConfirmationMail {
  workspace: MailSender;
  /** Whether the workspace asks by itself; otherwise somebody entered the address on its site. */
  isInvited: boolean;
  url: string;
  days: number;
}

/** Asks whether somebody wants the newsletter. Without an answer they never get it. */
export function newsletterConfirmationMail({
  workspace,
  isInvited,
  url,
  days,
}: NewsletterConfirmationMail): MailMessage {
  const { name } = workspace;
  return layOutMail({
    workspace,
    subject: `Confirm that you want the newsletter of ${name}`,
    heading: `Do you want the newsletter of ${name}?`,
    paragraphs: [
      isInvited
        ? `${name} would like to send you its newsletter: what it publishes, by mail.`
        : `Somebody, probably you, asked for the newsletter of ${name} with this address.`,
      'Open the link and choose “Subscribe”. Until then you get nothing.',
    ],
    action: { label: 'Look at it', url },
    note: `The link works for ${days} days. If you do not want the newsletter, ignore this message; nothing happens.`,
    footer: isInvited
      ? `You get this because ${name} entered your address in a list of people to ask.`
      : `You get this because your address was entered on the site of ${name}.`,
  });
}
