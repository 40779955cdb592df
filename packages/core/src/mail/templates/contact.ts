import { paragraphsOf } from '../paragraphs-of.ts';
import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';
import { platformSender } from './platform-sender.ts';

export interface ContactMail {
  name: string;
  email: string;
  message: string;
}

/** What somebody wrote through the contact form. Answering it goes to them. */
export function contactMail({ name, email, message }: ContactMail): MailMessage {
  return layOutMail({
    workspace: platformSender,
    subject: `${name} wrote through the contact form`,
    heading: `From ${name}`,
    paragraphs: paragraphsOf(message),
    action: { label: `Answer ${name}`, url: `mailto:${email}` },
    note: `Their address, which nobody has checked: ${email}. The message is kept nowhere else.`,
    footer: 'You get this because messages to whoever runs this platform come to this address.',
  });
}
