import { languageOf } from '../../language/languages.ts';
import { translator } from '../../language/translator.ts';
import type { MailMessage } from '../send-mail.ts';
import { siteMailMessages } from '../site-mail-messages.ts';
import { layOutMail, type MailSender } from './layout.ts';

export interface NewsletterIssueMail {
  workspace: MailSender & { language: string };
  title: string;
  /** As it was written. */
  text: string;
  /** The same as safe HTML, with whole addresses. */
  html: string;
  postUrl: string;
  unsubscribeUrl: string;
}

/** A post, to somebody who is subscribed: in the frame of the workspace's language, whatever language it is in itself. */
export function newsletterIssueMail(issue: NewsletterIssueMail): MailMessage {
  const { workspace, title, text, html, postUrl, unsubscribeUrl } = issue;
  const language = languageOf(workspace);
  const say = translator(siteMailMessages, language);
  const named = { workspace: workspace.name };
  return layOutMail({
    workspace,
    language,
    subject: title.replace(/[\r\n\0]+/g, ' '),
    heading: title,
    paragraphs: [],
    article: { text: text.trim(), html },
    action: { label: say('issueAction'), url: postUrl },
    note: say('issueNote', named),
    footer: { text: say('issueFooter', named), link: { label: say('unsubscribe'), url: unsubscribeUrl } },
  });
}
