import { type Language, languageOf } from '../../language/languages.ts';
import { translator } from '../../language/translator.ts';
import type { MailMessage } from '../send-mail.ts';
import { siteMailMessages } from '../site-mail-messages.ts';
import { layOutMail, type MailSender } from './layout.ts';

export interface ReplyMail {
  workspace: MailSender & { language: string };
  /** Title of what was commented on; null when it is an entry of the guestbook. */
  post: string | null;
  url: string;
  unsubscribeUrl: string;
}

/** To a guest whose comment or entry somebody replied to, in the language of the workspace. */
export function replyMail({ workspace, post, url, unsubscribeUrl }: ReplyMail): MailMessage {
  const language: Language = languageOf(workspace);
  const say = translator(siteMailMessages, language);
  const named = { workspace: workspace.name };
  const subject = post === null ? say('entryReplySubject', named) : say('replySubject', { post, ...named });
  return layOutMail({
    workspace,
    language,
    subject: subject.replace(/[\r\n\0]+/g, ' '),
    heading: post === null ? say('entryReplyHeading') : say('replyHeading', { post }),
    paragraphs: [say('replyText', named)],
    action: { label: say('replyAction'), url },
    note: say('replyNote'),
    footer: { text: say('replyFooter'), link: { label: say('stopMails'), url: unsubscribeUrl } },
  });
}
