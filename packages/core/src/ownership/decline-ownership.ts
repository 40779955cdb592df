import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { findTransfer, refuseUnlessOpen, unknownTransfer } from './find-transfer.ts';

/** Refuses an offer of ownership, as the person it was made to. Everybody stays what they are. */
export const declineOwnership = command({
  name: 'decline-ownership',
  permission: 'dashboard:view',
  audit: 'ownership.declined',
  input: z.strictObject({ transferId: id }),
  async run(ctx, { transferId }) {
    const workspaceId = ctx.workspace.id;
    const transfer = await findTransfer(ctx.tx, workspaceId, transferId);
    if (transfer.toUserId !== ctx.actor.userId) throw unknownTransfer();
    refuseUnlessOpen(transfer);
    await ctx.tx.ownershipTransfer.update({
      where: { workspaceId_id: { workspaceId, id: transferId } },
      data: { declinedAt: new Date() },
      select: { id: true },
    });
    await ctx.audit({ targetKind: 'user', targetId: transfer.fromUserId, targetName: transfer.fromName });
    return { name: transfer.fromName };
  },
});
