import type { AssignableRole } from '../../access/roles.ts';
import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';

export interface InvitationMail {
  workspace: { name: string; accent: string | null; timeZone: string };
  /** Null when the inviter has left the workspace. */
  inviterName: string | null;
  role: AssignableRole;
  /** One of the workspace's own, instead of what `member` allows. */
  customRole: { name: string; description: string } | null;
  url: string;
  expiresAt: Date;
}

const abilities: Record<AssignableRole, string> = {
  member: 'You will be able to write posts and see who else is there.',
  admin: 'You will be able to write posts, invite people and change how the workspace looks.',
};

const articles: Record<AssignableRole, string> = { member: 'a member', admin: 'an admin' };

/** To a person who was invited to the team. The only place where the invitation's link exists. */
export function invitationMail({
  workspace,
  inviterName,
  role,
  customRole,
  url,
  expiresAt,
}: InvitationMail): MailMessage {
  const inviter = inviterName ?? 'Somebody';
  const day = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: workspace.timeZone,
  }).format(expiresAt);
  const heading = `${inviter} invited you to ${workspace.name}`;
  return layOutMail({
    workspace,
    subject: heading,
    heading,
    paragraphs: [`${inviter} would like you to join ${workspace.name} ${placeOf(role, customRole)}`],
    action: { label: 'Accept the invitation', url },
    note: `The link works once, until ${day}, for this e-mail address. If you do not know ${inviterName ?? workspace.name}, ignore this message; nothing happens.`,
    footer: 'You get this because somebody entered your address in an invitation.',
  });
}

function placeOf(role: AssignableRole, customRole: InvitationMail['customRole']): string {
  if (!customRole) return `as ${articles[role]}. ${abilities[role]}`;
  const { name, description } = customRole;
  return `with the role ${name}${description && `: ${description.replace(/[.!?…]$/, '')}`}.`;
}
