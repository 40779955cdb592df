import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { confirmationText } from './confirmation-text.ts';
import { erasureDays } from './erasure-days.ts';
import { soleOwnerships } from './sole-ownerships.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;
/** Each sends a mail. */
const mostADay = 5;

/**
 * Has the person erased after the days of grace. `confirm` is what they typed to show that they mean it. CONFLICT
 * `last-owner` while a workspace would be left without an owner.
 */
export const requestErasure = command({
  name: 'request-erasure',
  scope: 'person',
  permission: 'self:manage',
  audit: 'erasure.requested',
  input: z.strictObject({
    content: z.enum(['keep', 'remove'], 'Choose what becomes of what you wrote.'),
    confirm: z.string().trim().max(320),
  }),
  async run(ctx, { content, confirm }) {
    const { tx, actor } = ctx;
    const { userId } = actor;
    const wanted = confirmationText(actor);
    if (confirm.toLowerCase() !== wanted.toLowerCase()) {
      const message = `Type it exactly as it is written: ${wanted}`;
      throw new AppError('BAD_REQUEST', message, { fields: { confirm: message } });
    }
    const owned = await soleOwnerships(tx);
    if (owned.length > 0) {
      const names = new Intl.ListFormat('en-GB').format(owned.map(({ name }) => name));
      throw new AppError(
        'CONFLICT',
        `You are the only owner of ${names}. Hand over ownership or delete the workspace first, then come back.`,
        { reason: 'last-owner' },
      );
    }
    const asked = await tx.personEvent.count({
      where: {
        userId,
        action: 'erasure.requested',
        createdAt: { gt: new Date(Date.now() - dayMilliseconds) },
      },
    });
    if (asked >= mostADay) {
      throw new AppError(
        'TOO_MANY_REQUESTS',
        `You have asked for this ${mostADay} times within a day. Try again tomorrow.`,
        { retryAfterSeconds: dayMilliseconds / 1000 },
      );
    }
    const eraseAfter = new Date(Date.now() + erasureDays * dayMilliseconds);
    const { count } = await tx.personErasure.createMany({
      data: { userId, content, eraseAfter },
      skipDuplicates: true,
    });
    if (count === 0) {
      ctx.unchanged();
      return { asked: true };
    }
    await ctx.record();
    await ctx.enqueue('mail', { message: 'erasure-asked', userId });
    return { asked: true };
  },
});
