import { z } from 'zod';
import { command } from '../registry/command.ts';

/**
 * Ends the newsletter for the address that the signed-in person has proved to be theirs, as the link in each mail does. The
 * row stays, so that no import brings the address back.
 */
export const leaveOwnNewsletter = command({
  name: 'leave-own-newsletter',
  permission: 'self:manage',
  audit: 'newsletter.unsubscribed',
  whileUnpaid: true,
  input: z.strictObject({}),
  async run(ctx) {
    const { tx, workspace, actor } = ctx;
    const where = { workspaceId: workspace.id, email: actor.email };
    const found = actor.email
      ? await tx.newsletterSubscriber.findFirst({ where, select: { id: true, state: true } })
      : null;
    if (!found || found.state === 'unsubscribed') {
      ctx.unchanged();
      return { left: false };
    }
    await tx.newsletterSubscriber.updateMany({
      where: { workspaceId: workspace.id, id: found.id },
      data: { state: 'unsubscribed', unsubscribedAt: new Date(), askedAt: null },
    });
    await ctx.audit({
      targetKind: 'subscriber',
      targetId: found.id,
      targetName: 'A subscriber',
      changes: { state: { from: found.state, to: 'unsubscribed' } },
    });
    return { left: true };
  },
});
