import type { Transaction } from '@archipelago/db/with-workspace';

/** Withdraws the open hand-over that this person gives or receives, if there is one. */
export async function endTransfersOf(tx: Transaction, workspaceId: string, userId: string): Promise<void> {
  await tx.ownershipTransfer.updateMany({
    where: {
      workspaceId,
      OR: [{ fromUserId: userId }, { toUserId: userId }],
      confirmedAt: null,
      cancelledAt: null,
      declinedAt: null,
    },
    data: { cancelledAt: new Date() },
  });
}
