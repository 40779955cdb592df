import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { findMember } from './find-member.ts';

/** Takes everything a guest may do away at once, and keeps them from joining again. Blocking twice is the same as once. */
export const blockGuest = command({
  name: 'block-guest',
  permission: 'guests:manage',
  audit: 'member.blocked',
  whileUnpaid: true,
  api: {
    method: 'POST',
    path: '/guests/{memberId}/block',
    group: 'Guests',
    summary: 'Block a guest',
    description:
      'Takes everything they may do away at once, and keeps them from joining again. What they wrote stays.',
    status: 204,
  },
  input: z.strictObject({ memberId: id }),
  async run(ctx, { memberId }) {
    const { tx, workspace } = ctx;
    const guest = await findMember(tx, workspace.id, memberId);
    if (guest.grant.role !== 'guest') {
      throw new AppError('CONFLICT', `${guest.name} is on the team. Remove them from it instead.`, {
        reason: 'not-a-guest',
      });
    }
    if (guest.blockedAt) {
      ctx.unchanged();
      return { memberId, name: guest.name };
    }
    await tx.member.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: memberId } },
      data: { blockedAt: new Date() },
      select: { id: true },
    });
    await ctx.audit({ targetKind: 'user', targetId: guest.userId, targetName: guest.name });
    return { memberId, name: guest.name };
  },
});
