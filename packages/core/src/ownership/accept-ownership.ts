import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import type { WorkspaceCommandContext } from '../registry/command-context.ts';
import { type FoundTransfer, findTransfer, refuseUnlessOpen, unknownTransfer } from './find-transfer.ts';

/**
 * Takes the workspace over, as the person it was offered to: they become an owner and the giver an admin, both or
 * neither. GONE `transfer-expired`, `-cancelled`, `-declined`; CONFLICT `transfer-used`.
 */
export const acceptOwnership = command({
  name: 'accept-ownership',
  permission: 'dashboard:view',
  audit: 'ownership.transferred',
  input: z.strictObject({ transferId: id }),
  async run(ctx, { transferId }) {
    const workspaceId = ctx.workspace.id;
    const transfer = await findTransfer(ctx.tx, workspaceId, transferId);
    if (transfer.toUserId !== ctx.actor.userId) throw unknownTransfer();
    refuseUnlessOpen(transfer);
    await swap(ctx, transfer);
    await ctx.tx.ownershipTransfer.update({
      where: { workspaceId_id: { workspaceId, id: transferId } },
      data: { confirmedAt: new Date() },
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'user',
      targetId: transfer.fromUserId,
      targetName: transfer.fromName,
      changes: { owner: { from: transfer.fromName, to: transfer.toName } },
    });
    await ctx.enqueue('provision-workspace', { workspaceId });
    return { name: transfer.fromName };
  },
});

/** The receiver first: at no moment has the workspace no owner. */
async function swap({ tx, workspace }: WorkspaceCommandContext, transfer: FoundTransfer): Promise<void> {
  const workspaceId = workspace.id;
  await tx.member.update({
    where: { workspaceId_userId: { workspaceId, userId: transfer.toUserId } },
    data: { role: 'owner', customRoleId: null },
    select: { id: true },
  });
  const { count } = await tx.member.updateMany({
    where: { workspaceId, userId: transfer.fromUserId, role: 'owner' },
    data: { role: 'admin' },
  });
  if (count === 1) return;
  throw new AppError('GONE', `${transfer.fromName} is no owner any more, so this offer does not hold.`, {
    reason: 'transfer-cancelled',
  });
}
