import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { endMembership } from './end-membership.ts';
import { findMember, refuseUnlessCovered } from './find-member.ts';

/**
 * Ends somebody else's membership at once. What they wrote stays, under their name; their seat is free. One's own is
 * ended by `leave-workspace`.
 */
export const removeMember = command({
  name: 'remove-member',
  permission: 'members:manage',
  audit: 'member.removed',
  whileUnpaid: true,
  api: {
    method: 'DELETE',
    path: '/members/{memberId}',
    group: 'Members',
    summary: 'Remove a member',
    description:
      'Ends their membership at once. What they wrote stays. A key removes nobody who may do more than itself, nor whoever made it.',
    status: 204,
    row: 'member',
  },
  input: z.strictObject({ memberId: id }),
  async run(ctx, { memberId }) {
    const member = await findMember(ctx.tx, ctx.workspace.id, memberId);
    if (member.userId === ctx.actor.userId) {
      throw new AppError(
        'CONFLICT',
        ctx.actor.kind === 'user'
          ? 'You cannot remove yourself. Leave the workspace instead, on your own page under Members.'
          : 'A key cannot remove whoever made it. Remove them in the dashboard, under Members.',
        { reason: 'is-yourself' },
      );
    }
    if (member.blockedAt) {
      throw new AppError('CONFLICT', `${member.name} is blocked. Unblock them before you remove them.`, {
        reason: 'is-blocked',
      });
    }
    refuseUnlessCovered(ctx.grant, member);
    await endMembership(ctx, member);
    return { memberId, name: member.name, role: member.grant.role };
  },
});
