import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { refusal } from '../errors/refusal.ts';
import { said, sayIn } from '../errors/said.ts';
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
    // Copied from a page that is written from the right, it has marks around it that nobody sees.
    const typed = confirm.replace(/[\u2066-\u2069]/g, '').trim();
    if (typed.toLowerCase() !== wanted.toLowerCase()) {
      const what = said('erasureText', { text: wanted });
      throw refusal('BAD_REQUEST', what, {
        fields: { confirm: sayIn('en', what) },
        fieldsSaid: { confirm: what },
      });
    }
    const owned = await soleOwnerships(tx);
    if (owned.length > 0) {
      const workspaces = owned.map(({ name }) => name);
      throw refusal('CONFLICT', said('soleOwner', { workspaces }), { reason: 'last-owner' });
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
