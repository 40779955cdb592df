import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { findMember } from '../members/find-member.ts';
import { command } from '../registry/command.ts';
import { transferDays } from './find-transfer.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Offers a member of the team the ownership of the workspace. Nothing changes until they confirm. CONFLICT
 * `transfer-open` while another hand-over waits, `not-on-the-team`, `already-owner`.
 */
export const offerOwnership = command({
  name: 'offer-ownership',
  permission: 'workspace:transfer',
  audit: 'ownership.offered',
  input: z.strictObject({ memberId: id }),
  async run(ctx, { memberId }) {
    const { tx, workspace, actor } = ctx;
    const workspaceId = workspace.id;
    const receiver = await findMember(tx, workspaceId, memberId);
    if (receiver.grant.role === 'guest') {
      throw new AppError('CONFLICT', `${receiver.name} is a guest. Invite them to the team first.`, {
        reason: 'not-on-the-team',
      });
    }
    if (receiver.grant.role === 'owner') {
      throw new AppError('CONFLICT', `${receiver.name} is an owner already. Leave, or take another role.`, {
        reason: 'already-owner',
      });
    }
    const open = { workspaceId, confirmedAt: null, cancelledAt: null, declinedAt: null };
    const now = new Date();
    await tx.ownershipTransfer.updateMany({
      where: { ...open, expiresAt: { lte: now } },
      data: { cancelledAt: now },
    });
    const transferId = randomUUID();
    const expiresAt = new Date(now.getTime() + transferDays * dayMilliseconds);
    const { count } = await tx.ownershipTransfer.createMany({
      data: { workspaceId, id: transferId, fromUserId: actor.userId, toUserId: receiver.userId, expiresAt },
      skipDuplicates: true,
    });
    if (count === 0) {
      throw new AppError('CONFLICT', 'Another hand-over waits for its answer. Withdraw it first.', {
        reason: 'transfer-open',
      });
    }
    await ctx.audit({ targetKind: 'user', targetId: receiver.userId, targetName: receiver.name });
    await ctx.enqueue('mail', { message: 'ownership-offer', workspaceId, transferId });
    return { transferId, name: receiver.name, expiresAt };
  },
});
