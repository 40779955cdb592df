import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { findTransfer, refuseUnlessOpen } from './find-transfer.ts';

/** Takes an offer of ownership back, as any owner. Withdrawing twice is the same as once. */
export const withdrawOwnershipOffer = command({
  name: 'withdraw-ownership-offer',
  permission: 'workspace:transfer',
  audit: 'ownership.withdrawn',
  input: z.strictObject({ transferId: id }),
  async run(ctx, { transferId }) {
    const workspaceId = ctx.workspace.id;
    const transfer = await findTransfer(ctx.tx, workspaceId, transferId);
    if (transfer.state === 'cancelled') {
      ctx.unchanged();
      return { name: transfer.toName };
    }
    refuseUnlessOpen(transfer);
    await ctx.tx.ownershipTransfer.update({
      where: { workspaceId_id: { workspaceId, id: transferId } },
      data: { cancelledAt: new Date() },
      select: { id: true },
    });
    await ctx.audit({ targetKind: 'user', targetId: transfer.toUserId, targetName: transfer.toName });
    return { name: transfer.toName };
  },
});
