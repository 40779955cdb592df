import { type Language, languageOf } from '../../language/languages.ts';
import { translator } from '../../language/translator.ts';
import type { MailMessage } from '../send-mail.ts';
import { siteMailMessages } from '../site-mail-messages.ts';
import { layOutMail, type MailSender } from './layout.ts';

export interface ApprovedMail {
  workspace: MailSender & { language: string };
  /** Title of what was commented on; null when it is an entry of the guestbook. */
  post: string | null;
  url: string;
  unsubscribeUrl: string;
}

/** To a guest whose comment or entry waited and can be seen now, in the language of the workspace. */
export function approvedMail({ workspace, post, url, unsubscribeUrl }: ApprovedMail): MailMessage {
  const language: Language = languageOf(workspace);
  const say = translator(siteMailMessages, language);
  const named = { workspace: workspace.name };
  const subject =
    post === null ? say('entryApprovedSubject', named) : say('approvedSubject', { post, ...named });
  return layOutMail({
    workspace,
    language,
    subject: subject.replace(/[\r\n\0]+/g, ' '),
    heading: post === null ? say('entryApprovedHeading') : say('approvedHeading', { post }),
    paragraphs: [say('approvedText', named)],
    action: { label: say('replyAction'), url },
    note: say('approvedNote'),
    footer: { text: say('approvedFooter'), link: { label: say('stopMails'), url: unsubscribeUrl } },
  });
}
