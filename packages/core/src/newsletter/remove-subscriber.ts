import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';

/**
 * Takes an address off the newsletter. It is kept as one that has left, so that no import asks it again; or it is
 * forgotten, with everything about it.
 */
export const removeSubscriber = command({
  name: 'remove-subscriber',
  permission: 'newsletter:manage',
  audit: 'newsletter.subscriber_removed',
  whileUnpaid: true,
  input: z.strictObject({ subscriberId: id, forget: z.enum(['yes', 'no']).default('no') }),
  async run(ctx, { subscriberId, forget }) {
    const { tx, workspace } = ctx;
    const where = { workspaceId: workspace.id, id: subscriberId };
    const found = await tx.newsletterSubscriber.findFirst({ where, select: { state: true } });
    if (!found) {
      throw new AppError('NOT_FOUND', 'This address is not there any more. Go back to the list.', {
        reason: 'subscriber-unknown',
      });
    }
    if (forget === 'yes') await tx.newsletterSubscriber.deleteMany({ where });
    else if (found.state === 'unsubscribed') {
      ctx.unchanged();
      return { forgotten: false };
    } else {
      await tx.newsletterSubscriber.updateMany({
        where,
        data: { state: 'unsubscribed', unsubscribedAt: new Date(), askedAt: null },
      });
    }
    await ctx.audit({
      targetKind: 'subscriber',
      targetId: subscriberId,
      targetName: 'A subscriber',
      changes: { state: { from: found.state, to: forget === 'yes' ? null : 'unsubscribed' } },
    });
    return { forgotten: forget === 'yes' };
  },
});
