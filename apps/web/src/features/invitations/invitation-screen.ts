import type { Role } from '@archipelago/core/access/roles';
import type { InvitationCard } from '@archipelago/core/invitations/read-invitation';
import type { Language } from '@archipelago/core/language/languages';
import { type Translator, translator } from '@archipelago/core/language/translator';
import type { en } from '../../messages/invitation.en.ts';
import { invitationMessages } from '../../messages/invitation-messages.ts';

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

type Say = Translator<typeof en>;

/** What to say to whoever follows an invitation link; null stands for a link that leads to no invitation. */
export function invitationScreen(
  workspace: string,
  invitation: InvitationCard | null,
  reader: InvitationReader | null,
  language: Language,
): InvitationScreen {
  const say = translator(invitationMessages, language);
  if (!invitation) return { title: say('brokenTitle'), text: say('brokenText'), steps: ['home'] };
  if (reader?.role && reader.role !== 'guest') {
    return {
      title: say('onTeamTitle', { workspace }),
      text: onTeamText(reader.role, reader.customRoleName, say),
      steps: ['dashboard'],
    };
  }
  const inviter = invitation.inviterName ?? say('whoInvited');
  switch (invitation.state) {
    case 'expired':
      return { title: say('expiredTitle'), text: say('expiredText', { inviter }), steps: ['home'] };
    case 'revoked':
      return { title: say('withdrawnTitle'), text: say('withdrawnText', { inviter }), steps: ['home'] };
    case 'accepted':
      return {
        title: say('usedTitle'),
        text: say('usedText', { inviter }),
        steps: reader ? ['home'] : ['sign-in', 'home'],
      };
    default:
      return openInvitation(workspace, invitation, reader, say);
  }
}

function openInvitation(
  workspace: string,
  invitation: InvitationCard,
  reader: InvitationReader | null,
  say: Say,
): InvitationScreen {
  const { emailHint: address, isForYou, obstacle } = invitation;
  const invited = invitedText(invitation, say);
  const inviter = invitation.inviterName ?? say('whoInvited');
  if (!reader) {
    return {
      title: say('joinTitle', { workspace }),
      text: [invited, say('useAddress', { address })].join(' '),
      steps: ['sign-up', 'sign-in'],
    };
  }
  if (!isForYou) {
    const { email } = reader;
    return {
      title: say('otherAddressTitle'),
      text: email
        ? say('otherAddressText', { address, email })
        : say('otherAddressTextNoAddress', { address }),
      steps: ['sign-out', 'home'],
    };
  }
  if (obstacle === 'blocked') {
    return {
      title: say('blockedTitle', { workspace }),
      text: say('blockedText', { inviter }),
      steps: ['home'],
    };
  }
  if (obstacle === 'no-seat') {
    return {
      title: say('noSeatTitle'),
      text: say('noSeatText', { workspace, inviter }),
      steps: ['again', 'home'],
    };
  }
  return { title: say('joinTitle', { workspace }), text: invited, steps: ['accept', 'home'] };
}

function invitedText({ inviterName: inviter, role, customRoleName }: InvitationCard, say: Say): string {
  if (customRoleName) {
    return inviter
      ? say('invitedWithRole', { inviter, role: customRoleName })
      : say('areInvitedWithRole', { role: customRoleName });
  }
  if (inviter) return say(role === 'admin' ? 'invitedAsAdmin' : 'invitedAsMember', { inviter });
  return say(role === 'admin' ? 'areInvitedAsAdmin' : 'areInvitedAsMember');
}

function onTeamText(role: Exclude<Role, 'guest'>, customRoleName: string | null, say: Say): string {
  if (customRoleName) return say('onTeamWithRole', { role: customRoleName });
  const keys = { owner: 'onTeamAsOwner', admin: 'onTeamAsAdmin', member: 'onTeamAsMember' } as const;
  return say(keys[role]);
}
