import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';

export interface OwnershipOfferMail {
  workspace: { name: string; accent: string | null; timeZone: string };
  giverName: string;
  url: string;
  expiresAt: Date;
}

/** To a member of the team who is asked to take the workspace over. The link decides nothing: they sign in and confirm. */
export function ownershipOfferMail({
  workspace,
  giverName,
  url,
  expiresAt,
}: OwnershipOfferMail): MailMessage {
  const day = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: workspace.timeZone,
  }).format(expiresAt);
  const heading = `${giverName} offers you the ownership of ${workspace.name}`;
  return layOutMail({
    workspace,
    subject: heading,
    heading,
    paragraphs: [
      `If you accept, you become an owner of ${workspace.name}: you decide on its plan and its card, on who belongs to it, and on its end. ${giverName} becomes an admin.`,
      'Nothing changes until you confirm.',
    ],
    action: { label: 'Review the offer', url },
    note: `The offer stands until ${day}. You can decline it on the same page; then everything stays as it is.`,
    footer: 'You get this because an owner of this workspace chose you.',
  });
}
