import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { log } from '../log/log.ts';
import { command } from '../registry/command.ts';
import { askingStripe } from './asking-stripe.ts';
import { planDescriptions } from './catalogue.ts';
import { leaseForChange } from './customer-lease.ts';
import { findCustomer } from './ensure-customer.ts';
import { planOf } from './entitlements-of.ts';
import { stripe } from './stripe.ts';
import { syncChanged } from './sync-customer.ts';

/** Stripe forgets a session that nobody paid after a day; two leave room for clocks. */
const sessionLifetimeMilliseconds = 48 * 60 * 60 * 1000;

/**
 * For a person who comes back from Checkout: does at once what the events of the purchase will do anyway, so that the plan
 * is there when the page shows. Safe to repeat, and right as well when they come back without having paid.
 */
export const confirmCheckout = command({
  name: 'confirm-checkout',
  permission: 'billing:manage',
  audit: 'billing.checkout_confirmed',
  input: z.strictObject({
    sessionId: z.string().regex(/^cs_[A-Za-z0-9_]{8,200}$/, 'This is no Checkout address of ours.'),
  }),
  prepare: (ctx, { sessionId }) => askingStripe(() => confirm(ctx.workspace.id, sessionId)),
  async run(ctx, { sessionId }, { status, isPaid }) {
    const subscription = await ctx.tx.subscription.findUnique({ where: { workspaceId: ctx.workspace.id } });
    const plan = planOf(subscription);
    // Two tabs may come back at once: the second waits here, and finds the line of the first.
    await rawQuery(
      ctx.tx,
      Prisma.sql`select 1 from billing_customer where workspace_id = ${ctx.workspace.id}::uuid for no key update`,
    );
    const isRecorded = await ctx.tx.auditEvent.findFirst({
      where: {
        workspaceId: ctx.workspace.id,
        action: 'billing.checkout_confirmed',
        targetId: sessionId,
        createdAt: { gt: new Date(Date.now() - sessionLifetimeMilliseconds) },
      },
      select: { id: true },
    });
    if (!isPaid || isRecorded) ctx.unchanged();
    else
      await ctx.audit({
        targetKind: 'checkout',
        targetId: sessionId,
        targetName: planDescriptions[plan].name,
      });
    return { status, isPaid, plan };
  },
});

async function confirm(workspaceId: string, sessionId: string) {
  const stripeCustomerId = await findCustomer(workspaceId);
  const session = await stripe().checkout.sessions.retrieve(sessionId);
  const customer = typeof session.customer === 'string' ? session.customer : session.customer?.id;
  if (!stripeCustomerId || customer !== stripeCustomerId) {
    throw new AppError(
      'NOT_FOUND',
      'This purchase does not belong to this workspace. Open Billing to see its plan.',
    );
  }
  const isPaid = session.status === 'complete';
  if (isPaid) {
    await syncNow(stripeCustomerId).catch((error: unknown) => {
      // It is paid for whatever happens here; the events of the purchase bring the plan.
      log.warn('billing.inline_sync_failed', { workspaceId, error });
    });
  }
  return { status: session.status ?? 'open', isPaid };
}

async function syncNow(stripeCustomerId: string): Promise<void> {
  await syncChanged(await leaseForChange(stripeCustomerId));
}
