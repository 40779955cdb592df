import type { Role } from '@archipelago/core/access/roles';
import type { InvitationCard } from '@archipelago/core/invitations/read-invitation';

export interface InvitationScreen {
  title: string;
  text: string;
  /** What the person can do from here, best first. */
  steps: readonly InvitationStep[];
}

export type InvitationStep = 'accept' | 'sign-up' | 'sign-in' | 'sign-out' | 'again' | 'dashboard' | 'home';

/** The person who opened the link: null when signed out. */
export interface InvitationReader {
  email: string;
  role: Role | null;
  /** What the workspace calls their role; null for a built-in one. */
  customRoleName: string | null;
}

/** What to say to whoever follows an invitation link; null stands for a link that leads to no invitation. */
export function invitationScreen(
  workspaceName: string,
  invitation: InvitationCard | null,
  reader: InvitationReader | null,
): InvitationScreen {
  if (!invitation) {
    return {
      title: 'This link does not work',
      text: 'Open it again from the mail, whole. If that does not help, ask for a new invitation.',
      steps: ['home'],
    };
  }
  if (reader?.role && reader.role !== 'guest') {
    return {
      title: `You are on the team of ${workspaceName}`,
      text: `You belong to it ${placeOf(reader.role, reader.customRoleName)}, so there is nothing to accept.`,
      steps: ['dashboard'],
    };
  }
  const inviter = invitation.inviterName ?? 'the person who invited you';
  if (invitation.state === 'expired') {
    return {
      title: 'This invitation has expired',
      text: `Invitations work for seven days. Ask ${inviter} to send a new one.`,
      steps: ['home'],
    };
  }
  if (invitation.state === 'revoked') {
    return {
      title: 'This invitation was withdrawn',
      text: `If you think that is a mistake, ask ${inviter} to send a new one.`,
      steps: ['home'],
    };
  }
  if (invitation.state === 'accepted') {
    return {
      title: 'This invitation has been used',
      text: `An invitation works once. If it was you, sign in; if not, ask ${inviter} for a new one.`,
      steps: reader ? ['home'] : ['sign-in', 'home'],
    };
  }
  return openInvitation(workspaceName, invitation, reader);
}

function openInvitation(
  workspaceName: string,
  { inviterName, role, customRoleName, emailHint, isForYou, obstacle }: InvitationCard,
  reader: InvitationReader | null,
): InvitationScreen {
  const invited = `${inviterName ? `${inviterName} invites you` : 'You are invited'} to join the team ${placeOf(role, customRoleName)}.`;
  if (!reader) {
    return {
      title: `Join ${workspaceName}`,
      text: `${invited} Use the address the mail was sent to, ${emailHint}.`,
      steps: ['sign-up', 'sign-in'],
    };
  }
  if (!isForYou) {
    return {
      title: 'This invitation is for another address',
      text: `It was sent to ${emailHint}, and you are signed in ${reader.email ? `as ${reader.email}` : 'without a verified address'}. Sign out and use that address.`,
      steps: ['sign-out', 'home'],
    };
  }
  const asking = inviterName ?? 'the person who invited you';
  if (obstacle === 'blocked') {
    return {
      title: `You cannot join ${workspaceName}`,
      text: `Its team has blocked you. If you think that is a mistake, ask ${asking} to unblock you; the invitation stays open.`,
      steps: ['home'],
    };
  }
  if (obstacle === 'no-seat') {
    return {
      title: 'There is no free seat',
      text: `Every seat of ${workspaceName} is taken at the moment. Tell ${asking}; the invitation stays open, and you can try again.`,
      steps: ['again', 'home'],
    };
  }
  return {
    title: `Join ${workspaceName}`,
    text: invited,
    steps: ['accept', 'home'],
  };
}

function placeOf(role: Role, customRoleName: string | null): string {
  return customRoleName ? `with the role ${customRoleName}` : `as ${withArticle(role)}`;
}

function withArticle(role: Role): string {
  return role === 'owner' || role === 'admin' ? `an ${role}` : `a ${role}`;
}
