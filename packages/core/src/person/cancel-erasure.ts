import { z } from 'zod';
import { command } from '../registry/command.ts';

/** Takes the wish to be erased back, while it has not begun. Without one it changes nothing. */
export const cancelErasure = command({
  name: 'cancel-erasure',
  scope: 'person',
  permission: 'self:manage',
  audit: 'erasure.cancelled',
  input: z.strictObject({}),
  async run(ctx) {
    const { count } = await ctx.tx.personErasure.deleteMany({
      where: { userId: ctx.actor.userId, startedAt: null },
    });
    if (count === 0) ctx.unchanged();
    else await ctx.record();
    return { cancelled: count > 0 };
  },
});
