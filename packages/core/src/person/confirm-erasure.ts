import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { command } from '../registry/command.ts';
import { isErasureSignature } from './erasure-link.ts';
import { soleOwnerships } from './sole-ownerships.ts';

/** Begins the erasure at once, with the link from the mail about it: no day of grace is waited for. */
export const confirmErasure = command({
  name: 'confirm-erasure',
  scope: 'person',
  permission: 'self:manage',
  audit: 'erasure.confirmed',
  input: z.strictObject({ signature: z.string().max(100) }),
  async run(ctx, { signature }) {
    const { tx, actor } = ctx;
    const { userId } = actor;
    const found = await tx.personErasure.findUnique({ where: { userId } });
    if (!found || !isErasureSignature(userId, found.requestedAt, signature)) {
      throw refusal('NOT_FOUND', said('erasureUnknown'), { reason: 'erasure-unknown' });
    }
    if ((await soleOwnerships(tx)).length > 0) {
      throw new AppError(
        'CONFLICT',
        'You have become the only owner of a workspace. Hand over ownership or delete it first, then open the link again.',
        { reason: 'last-owner' },
      );
    }
    await tx.personErasure.updateMany({ where: { userId }, data: { eraseAfter: new Date() } });
    await ctx.record();
    await ctx.enqueue('erase-person', { userId });
    return { begun: true };
  },
});
