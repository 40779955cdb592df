import type { MailMessage } from '../send-mail.ts';
import { layOutMail, type MailSender } from './layout.ts';

export interface InquiryAnswerMail {
  workspace: MailSender;
  subject: string;
  authorName: string;
  body: string;
  /** What they wrote first. */
  asked: string;
  contactUrl: string;
}

const quotedAtMost = 600;

/** An answer to what somebody wrote through the contact form. */
export function inquiryAnswerMail({
  workspace,
  subject,
  authorName,
  body,
  asked,
  contactUrl,
}: InquiryAnswerMail): MailMessage {
  const quoted = asked.length > quotedAtMost ? `${asked.slice(0, quotedAtMost)} …` : asked;
  return layOutMail({
    workspace,
    subject: `Re: ${subject}`.replace(/[\r\n\0]+/g, ' '),
    heading: subject,
    paragraphs: [...body.split(/\n+/), `${authorName}, ${workspace.name}`],
    action: { label: `Write to ${workspace.name} again`, url: contactUrl },
    note: `You wrote: ${quoted.replace(/\s+/g, ' ')}`,
    footer: `You get this because somebody wrote to ${workspace.name} with this address. Answer this mail to go on.`,
  });
}
