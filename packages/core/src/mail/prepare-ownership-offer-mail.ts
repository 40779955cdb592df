import { withWorkspace } from '@archipelago/db/with-workspace';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { ownershipOfferMail } from './templates/ownership-offer.ts';

/** Null when the offer does not wait for an answer any more, or its receiver has no address to write to. */
export async function prepareOwnershipOfferMail(
  workspaceId: string,
  transferId: string,
): Promise<PreparedMail | null> {
  const transfer = await withWorkspace(workspaceId, (tx) =>
    tx.ownershipTransfer.findFirst({
      where: {
        workspaceId,
        id: transferId,
        confirmedAt: null,
        cancelledAt: null,
        declinedAt: null,
        expiresAt: { gt: new Date() },
      },
      include: { workspace: true, from: true, to: true },
    }),
  );
  if (!transfer?.to.email) return null;
  const { workspace, from, to, expiresAt } = transfer;
  const message = ownershipOfferMail({
    workspace,
    giverName: from.name || from.email,
    url: workspaceUrl(workspace.slug, `/dashboard/members/transfer?id=${transferId}`),
    expiresAt,
  });
  return { to: to.email, message, messageId: `ownership-offer.${transferId}` };
}
