import type { AssignableRole } from '../../access/roles.ts';
import { type Language, languageOf, localeOf } from '../../language/languages.ts';
import { translator } from '../../language/translator.ts';
import type { MailMessage } from '../send-mail.ts';
import { siteMailMessages } from '../site-mail-messages.ts';
import { layOutMail } from './layout.ts';

export interface InvitationMail {
  workspace: { name: string; accent: string | null; timeZone: string; language: string };
  /** Null when the inviter has left the workspace. */
  inviterName: string | null;
  role: AssignableRole;
  /** One of the workspace's own, instead of what `member` allows. */
  customRole: { name: string; description: string } | null;
  url: string;
  expiresAt: Date;
}

/**
 * To a person who was invited to the team, and is not on it yet: in the language of the workspace, as the page that it leads
 * to. The only place where the invitation's link exists.
 */
export function invitationMail(mail: InvitationMail): MailMessage {
  const { workspace, inviterName, url, expiresAt } = mail;
  const language = languageOf(workspace);
  const say = translator(siteMailMessages, language);
  const named = { workspace: workspace.name };
  const day = new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'long',
    timeZone: workspace.timeZone,
  }).format(expiresAt);
  const heading = inviterName
    ? say('invitedHeading', { inviter: inviterName, ...named })
    : say('invitedHeadingBySomebody', named);
  return layOutMail({
    workspace,
    language,
    subject: heading,
    heading,
    paragraphs: [wishOf(mail, language)],
    action: { label: say('acceptInvitation'), url },
    note: say('invitationNote', { day, who: inviterName ?? workspace.name }),
    footer: say('invitationFooter'),
  });
}

function wishOf({ workspace, inviterName, role, customRole }: InvitationMail, language: Language): string {
  const say = translator(siteMailMessages, language);
  const named = { workspace: workspace.name, inviter: inviterName ?? say('somebody') };
  if (!customRole) return say(role === 'admin' ? 'wantsAdmin' : 'wantsMember', named);
  const description = customRole.description.replace(/[.!?…]$/, '');
  const withRole = { ...named, role: customRole.name };
  return description ? say('wantsDescribedRole', { ...withRole, description }) : say('wantsRole', withRole);
}
