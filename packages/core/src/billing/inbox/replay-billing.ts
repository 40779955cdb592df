import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../../errors/app-error.ts';
import { command } from '../../registry/command.ts';

/**
 * Takes up a Stripe customer that was given up: its events are acted on after all, with as many attempts as a new one
 * has. Nothing is taken from their payloads, so that it does not matter how old they are.
 */
export const replayBilling = command({
  name: 'replay-billing',
  permission: 'platform:manage',
  audit: 'billing.replayed',
  input: z.strictObject({}),
  whileDeleting: true,
  async run(ctx) {
    const { tx, workspace } = ctx;
    const [dead] = await rawQuery<{ stripeCustomerId: string; attempts: number }>(
      tx,
      Prisma.sql`select stripe_customer_id as "stripeCustomerId", attempts from billing_customer
        where workspace_id = ${workspace.id}::uuid and dead_at is not null for no key update`,
    );
    if (!dead) {
      throw new AppError(
        'CONFLICT',
        'This customer is not given up, so there is nothing to replay. To read it again from Stripe, choose Resync.',
        { reason: 'not-given-up' },
      );
    }
    const { stripeCustomerId, attempts } = dead;
    await tx.billingCustomer.update({
      where: { workspaceId: workspace.id },
      data: { attempts: 0, deadAt: null },
    });
    await ctx.enqueue('stripe-customer', { stripeCustomerId }, stripeCustomerId);
    await ctx.audit({
      targetKind: 'subscription',
      targetId: null,
      targetName: workspace.name,
      changes: { attempts: { from: attempts, to: 0 } },
    });
    return { slug: workspace.slug };
  },
});
