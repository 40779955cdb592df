import { languageOf } from '../../language/languages.ts';
import { translator } from '../../language/translator.ts';
import type { MailMessage } from '../send-mail.ts';
import { siteMailMessages } from '../site-mail-messages.ts';
import { layOutMail, type MailSender } from './layout.ts';

export interface NewsletterConfirmationMail {
  workspace: MailSender & { language: string };
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
  const language = languageOf(workspace);
  const say = translator(siteMailMessages, language);
  const named = { workspace: workspace.name };
  return layOutMail({
    workspace,
    language,
    subject: say('confirmSubject', named),
    heading: say('confirmHeading', named),
    paragraphs: [say(isInvited ? 'confirmInvited' : 'confirmAsked', named), say('confirmText')],
    action: { label: say('confirmAction'), url },
    note: say('confirmNote', { count: days }),
    footer: say(isInvited ? 'confirmInvitedFooter' : 'confirmAskedFooter', named),
  });
}
