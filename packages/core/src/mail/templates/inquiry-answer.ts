import { languageOf } from '../../language/languages.ts';
import { translator } from '../../language/translator.ts';
import { escapeHtml } from '../escape-html.ts';
import { paragraphsOf } from '../paragraphs-of.ts';
import type { MailMessage } from '../send-mail.ts';
import { siteMailMessages } from '../site-mail-messages.ts';
import { layOutMail, type MailSender } from './layout.ts';

export interface InquiryAnswerMail {
  workspace: MailSender & { language: string };
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
  const language = languageOf(workspace);
  const say = translator(siteMailMessages, language);
  const named = { workspace: workspace.name };
  return layOutMail({
    workspace,
    language,
    subject: say('answerSubject', { subject }).replace(/[\r\n\0]+/g, ' '),
    heading: subject,
    paragraphs: [],
    article: written([...paragraphsOf(body), say('answerSignature', { author: authorName, ...named })]),
    action: { label: say('answerAction', named), url: contactUrl },
    note: say('answerNote', { text: quoted.replace(/\s+/g, ' ') }),
    footer: say('answerFooter', named),
  });
}

function written(paragraphs: string[]): { text: string; html: string } {
  const html = paragraphs.map(
    (one) => `<p dir="auto" style="margin:12px 0 0;">${escapeHtml(one).replaceAll('\n', '<br>')}</p>`,
  );
  return { text: paragraphs.join('\n\n'), html: html.join('') };
}
