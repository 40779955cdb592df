import type { JoinOffer } from '@archipelago/core/joining/read-join-offer';

export interface JoinScreen {
  title: string;
  text: string;
  /** What the person can do from here, best first. */
  steps: readonly JoinStep[];
}

export type JoinStep = 'join-as-guest' | 'join-team' | 'again' | 'sign-out' | 'home';

/** What to say to a signed-in person who wants to join. Somebody who belongs already never gets here. */
export function joinScreen(
  name: string,
  email: string,
  offer: Exclude<JoinOffer, 'belongs-already'>,
): JoinScreen {
  switch (offer) {
    case 'guest':
      return {
        title: `Join ${name}`,
        text: `You join as a guest: ${name} sees your name and your e-mail address. Nobody else does, and it costs nothing.`,
        steps: ['join-as-guest', 'home'],
      };
    case 'team':
      return {
        title: `Join the team of ${name}`,
        text: `Your address ${email} is at one of its domains, so you need no invitation. You join as a member, with a dashboard of your own.`,
        steps: ['join-team', 'home'],
      };
    case 'no-seat':
      return {
        title: 'There is no free seat',
        text: `You may join the team of ${name}, but every seat is taken at the moment. Tell somebody on the team, and try again.`,
        steps: ['again', 'home'],
      };
    case 'other-domain':
      return {
        title: `Use your address at ${name}`,
        text: `People with an e-mail address at a domain of ${name} join by themselves. You are signed in ${email ? `as ${email}` : 'without a verified address'}. Sign in with that address, or ask somebody on the team to invite you.`,
        steps: ['sign-out', 'home'],
      };
    case 'invitation':
      return {
        title: `${name} is by invitation`,
        text: `Nobody joins by themselves. Ask somebody on the team to invite ${email || 'you'}; the mail has a link that works.`,
        steps: ['home'],
      };
    case 'blocked':
      return {
        title: `You cannot join ${name}`,
        text: 'Its team has blocked you. If you think that is a mistake, write to them.',
        steps: ['home'],
      };
  }
}
