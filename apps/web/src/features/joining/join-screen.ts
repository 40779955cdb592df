import type { JoinOffer } from '@archipelago/core/joining/read-join-offer';
import type { Language } from '@archipelago/core/language/languages';
import { translator } from '@archipelago/core/language/translator';
import { joiningMessages } from '../../messages/joining-messages.ts';

export interface JoinScreen {
  title: string;
  text: string;
  /** What the person can do from here, best first. */
  steps: readonly JoinStep[];
}

export type JoinStep = 'join-as-guest' | 'join-team' | 'again' | 'sign-out' | 'home';

/** What to say to a signed-in person who wants to join. Somebody who belongs already never gets here. */
export function joinScreen(
  workspace: string,
  email: string,
  /** `closed` while the workspace takes nothing new. */
  offer: Exclude<JoinOffer, 'belongs-already'> | 'closed',
  language: Language,
): JoinScreen {
  const say = translator(joiningMessages, language);
  switch (offer) {
    case 'guest':
      return {
        title: say('guestTitle', { workspace }),
        text: say('guestText', { workspace }),
        steps: ['join-as-guest', 'home'],
      };
    case 'team':
      return {
        title: say('teamTitle', { workspace }),
        text: say('teamText', { email }),
        steps: ['join-team', 'home'],
      };
    case 'no-seat':
      return {
        title: say('noSeatTitle'),
        text: say('noSeatText', { workspace }),
        steps: ['again', 'home'],
      };
    case 'other-domain':
      return {
        title: say('otherDomainTitle', { workspace }),
        text: email
          ? say('otherDomainText', { workspace, email })
          : say('otherDomainTextNoAddress', { workspace }),
        steps: ['sign-out', 'home'],
      };
    case 'invitation':
      return {
        title: say('invitationTitle', { workspace }),
        text: email ? say('invitationText', { email }) : say('invitationTextYou'),
        steps: ['home'],
      };
    case 'closed':
      return {
        title: say('closedTitle', { workspace }),
        text: say('closedText'),
        steps: ['again', 'home'],
      };
    case 'blocked':
      return {
        title: say('blockedTitle', { workspace }),
        text: say('blockedText'),
        steps: ['home'],
      };
  }
}
