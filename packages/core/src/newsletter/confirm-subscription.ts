import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { AppError } from '../errors/app-error.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { readConfirmation } from './newsletter-links.ts';

/**
 * Subscribes an address, on the strength of the link that was mailed there. Doing it twice is the same as once. A mail
 * scanner opens links, and posts no forms: opening does not come here.
 */
export const confirmSubscription = command({
  name: 'confirm-subscription',
  permission: 'site:write',
  visitors: true,
  audit: 'newsletter.subscribed',
  input: z.strictObject({
    subscriberId: id,
    asked: z.string().max(20),
    key: z.string().max(100),
  }),
  async run(ctx, { subscriberId, asked, key }) {
    const { tx, workspace } = ctx;
    const askedAt = readConfirmation(workspace.id, { subscriberId, asked, key });
    if (!askedAt) throw linkIsOver(workspace.name);
    const [found] = await rawQuery<{ state: string }>(
      tx,
      Prisma.sql`select state::text from newsletter_subscriber
        where workspace_id = ${workspace.id}::uuid and id = ${subscriberId}::uuid
          and asked_at = ${askedAt.toISOString()}::timestamptz for update`,
    );
    if (found?.state === 'subscribed') {
      ctx.unchanged();
      return { subscribed: true };
    }
    if (found?.state !== 'waiting') throw linkIsOver(workspace.name);
    await tx.newsletterSubscriber.updateMany({
      where: { workspaceId: workspace.id, id: subscriberId },
      data: {
        state: 'subscribed',
        confirmedAt: new Date(),
        unsubscribedAt: null,
        bouncedAt: null,
        bounceReason: null,
      },
    });
    // No address: the log is read by more people than the list, and kept for longer than they may stay.
    await ctx.audit({
      targetKind: 'subscriber',
      targetId: subscriberId,
      targetName: 'A subscriber',
      changes: { state: { from: 'waiting', to: 'subscribed' } },
    });
    return { subscribed: true };
  },
});

/** Also for what was never a link of ours, and for one whose address was removed. */
function linkIsOver(workspace: string): AppError {
  return refusal('NOT_FOUND', said('subscribeLinkOver', { workspace }), { reason: 'link-over' });
}
