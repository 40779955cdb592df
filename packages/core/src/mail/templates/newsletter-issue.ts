import type { MailMessage } from '../send-mail.ts';
import { layOutMail, type MailSender } from './layout.ts';

export interface NewsletterIssueMail {
  workspace: MailSender;
  title: string;
  /** As it was written. */
  text: string;
  /** The same as safe HTML, with whole addresses. */
  html: string;
  postUrl: string;
  unsubscribeUrl: string;
}

/** A post, to somebody who is subscribed. */
export function newsletterIssueMail(issue: NewsletterIssueMail): MailMessage {
  const { workspace, title, text, html, postUrl, unsubscribeUrl } = issue;
  return layOutMail({
    workspace,
    subject: title.replace(/[\r\n\0]+/g, ' '),
    heading: title,
    paragraphs: [],
    article: { text: text.trim(), html },
    action: { label: 'Read it on the site', url: postUrl },
    note: `To answer ${workspace.name}, write to it on its site: answers to this mail are not read.`,
    footer: `You get this because you subscribed to the newsletter of ${workspace.name}. Unsubscribe: ${unsubscribeUrl}`,
  });
}
