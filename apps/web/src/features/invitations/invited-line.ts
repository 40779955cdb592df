import type { InvitedLine } from '@archipelago/core/invitations/invite-people';
import { roleDescriptions } from '../members/role-options.ts';

/** What to say about one line of an invitation list that was sent. */
export function describeLine(line: InvitedLine): { done: boolean; text: string } {
  switch (line.state) {
    case 'invited':
      return { done: true, text: 'Invited. The mail is on its way.' };
    case 'on-the-team':
      return {
        done: true,
        text: `Already on the team, as ${roleDescriptions[line.role].label.toLowerCase()}.`,
      };
    case 'already-invited':
      return { done: true, text: 'Has an open invitation already. No second mail was sent.' };
    case 'blocked':
      return { done: false, text: 'Blocked as a guest of your site. Unblock them first.' };
    case 'too-often':
      return { done: false, text: 'Invited several times today. Wait until tomorrow.' };
    case 'no-seat':
      return { done: false, text: 'No seat is left for them. Make room, or choose a larger plan.' };
    case 'not-an-address':
      return { done: false, text: `Not an e-mail address. ${line.problem}` };
  }
}

/** The part of the list that stays in the form: what can be corrected or sent later, as it was typed. */
export function stillToSend(lines: readonly InvitedLine[]): string {
  return lines
    .filter(({ state }) => state === 'not-an-address' || state === 'no-seat')
    .map(({ typed }) => typed)
    .join('\n');
}
