import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { findMember } from './find-member.ts';

/** Makes a blocked person a guest again, as they were. Whoever is not blocked stays what they are. */
export const unblockGuest = command({
  name: 'unblock-guest',
  permission: 'guests:manage',
  audit: 'member.unblocked',
  api: {
    method: 'DELETE',
    path: '/guests/{memberId}/block',
    group: 'Guests',
    summary: 'Unblock a guest',
    description: 'Makes them a guest again, as they were.',
    status: 204,
  },
  input: z.strictObject({ memberId: id }),
  async run(ctx, { memberId }) {
    const { tx, workspace } = ctx;
    const guest = await findMember(tx, workspace.id, memberId);
    if (!guest.blockedAt) {
      ctx.unchanged();
      return { memberId, name: guest.name };
    }
    await tx.member.update({
      where: { workspaceId_id: { workspaceId: workspace.id, id: memberId } },
      data: { blockedAt: null },
      select: { id: true },
    });
    await ctx.audit({ targetKind: 'user', targetId: guest.userId, targetName: guest.name });
    return { memberId, name: guest.name };
  },
});
