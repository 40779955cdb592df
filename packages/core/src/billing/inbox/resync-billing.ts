import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../../errors/app-error.ts';
import { command } from '../../registry/command.ts';

/** Reads a customer's subscription from Stripe again, as if an event had come: for whoever doubts what is shown. */
export const resyncBilling = command({
  name: 'resync-billing',
  permission: 'platform:manage',
  audit: 'billing.resynced',
  input: z.strictObject({}),
  whileDeleting: true,
  async run(ctx) {
    const { tx, workspace } = ctx;
    const [customer] = await rawQuery<{ stripeCustomerId: string }>(
      tx,
      Prisma.sql`update billing_customer set dirty_seq = dirty_seq + 1, attempts = 0, dead_at = null
        where workspace_id = ${workspace.id}::uuid returning stripe_customer_id as "stripeCustomerId"`,
    );
    if (!customer) {
      throw new AppError(
        'CONFLICT',
        'Stripe has never heard of this workspace: it is on Free, and there is nothing to read.',
        { reason: 'no-customer' },
      );
    }
    const { stripeCustomerId } = customer;
    await ctx.enqueue('stripe-customer', { stripeCustomerId }, stripeCustomerId);
    await ctx.audit({ targetKind: 'subscription', targetId: null, targetName: workspace.name });
    return { slug: workspace.slug };
  },
});
