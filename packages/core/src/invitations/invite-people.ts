import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { invitedRole } from './invited-role.ts';
import { parseAddressList } from './parse-address-list.ts';
import { type InvitedAddress, sendInvitations } from './send-invitations.ts';

/** Addresses that one call invites. */
export const mostAtOnce = 100;

/** What became of one piece of the list, and how it was typed. */
export type InvitedLine = { typed: string } & (InvitedAddress | { state: 'not-an-address'; problem: string });

/**
 * Invites a list of people to the team by mail, each line with an outcome of its own: one mistake does not hold up the
 * rest. Each open invitation takes a seat until it is accepted, revoked or expired; when seats run out, the first in the
 * list have them.
 */
export const invitePeople = command({
  name: 'invite-people',
  permission: 'members:invite',
  audit: 'member.invited',
  input: z.strictObject({
    addresses: z.string().max(40_000, `This is too long. Send up to ${mostAtOnce} addresses at once.`),
    role: invitedRole,
  }),
  async run(ctx, input): Promise<{ lines: InvitedLine[]; repeated: number }> {
    const { addresses, repeated } = parseAddressList(input.addresses);
    refuseUnlessFew(addresses.length);
    const emails = addresses.flatMap((listed) => ('email' in listed ? [listed.email] : []));
    if (emails.length === 0) ctx.unchanged();
    const outcomes = emails.length > 0 ? (await sendInvitations(ctx, emails, input.role)).outcomes : [];
    const outcomeOf = new Map(outcomes.map((outcome) => [outcome.email, outcome]));
    const lines = addresses.map((listed): InvitedLine => {
      if ('problem' in listed) return { ...listed, state: 'not-an-address' };
      const outcome = outcomeOf.get(listed.email);
      if (!outcome) throw new Error('An address of the list came back without an outcome.');
      return { typed: listed.typed, ...outcome };
    });
    return { lines, repeated };
  },
});

function refuseUnlessFew(count: number): void {
  const message =
    count === 0
      ? 'Enter at least one e-mail address.'
      : count > mostAtOnce
        ? `Send at most ${mostAtOnce} addresses at once; these are ${count}. Send the rest afterwards.`
        : null;
  if (message) throw new AppError('BAD_REQUEST', message, { fields: { addresses: message } });
}
