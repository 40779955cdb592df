import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';

export interface WelcomeMail {
  workspace: { name: string; accent: string | null };
  /** May be empty. */
  ownerName: string;
  siteUrl: string;
  dashboardUrl: string;
}

/** To the owner of a workspace that has just been created: the two addresses to keep. */
export function welcomeToWorkspaceMail({
  workspace,
  ownerName,
  siteUrl,
  dashboardUrl,
}: WelcomeMail): MailMessage {
  return layOutMail({
    workspace,
    subject: `${workspace.name} is open`,
    heading: ownerName ? `${ownerName}, ${workspace.name} is open` : `${workspace.name} is open`,
    paragraphs: [
      `Anybody can read it at ${siteUrl}. A first post is there already; rewrite it whenever you like.`,
      'Behind it is your dashboard, with a short list of what is worth doing first: a colour, a tagline, a post of your own, somebody to share the work with.',
    ],
    action: { label: 'Open the dashboard', url: dashboardUrl },
    note: 'Nothing is charged until you choose a plan. Keep this message: it has both addresses.',
    footer: 'You get this because you created this workspace.',
  });
}
