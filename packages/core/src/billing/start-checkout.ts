import { z } from 'zod';
import { changesBetween } from '../audit/changes-between.ts';
import type { UserActor, WorkspaceContext } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import { askingStripe } from './asking-stripe.ts';
import {
  type Currency,
  currencies,
  type Interval,
  intervals,
  type PaidPlan,
  planDescriptions,
  priceOf,
} from './catalogue.ts';
import { chosenCurrency } from './currency-of-billing.ts';
import { leaseForChange, releaseLease } from './customer-lease.ts';
import { ensureCustomer } from './ensure-customer.ts';
import { planOf } from './entitlements-of.ts';
import { priceId } from './price-id.ts';
import { isOver, readCustomerState, type SubscriptionState } from './read-customer-state.ts';
import { seatsOf } from './seats-of.ts';
import { stripe } from './stripe.ts';

/**
 * Opens Stripe's hosted Checkout for a plan and returns its address. A trial without a card is replaced by what is bought
 * here; any other running subscription is changed instead, so that nobody ever pays for two.
 */
export const startCheckout = command({
  name: 'start-checkout',
  permission: 'billing:manage',
  audit: 'billing.checkout_started',
  input: z.strictObject({
    plan: z.enum(['pro', 'business']),
    interval: z.enum(intervals),
    currency: z.enum(currencies).optional(),
  }),
  prepare: (ctx, { plan, interval, currency }) =>
    askingStripe(() => openCheckout(ctx, plan, interval, chosenCurrency(ctx, currency))),
  async run(ctx, { plan, interval }, url) {
    await ctx.audit({
      targetKind: 'subscription',
      targetId: null,
      targetName: `${planDescriptions[plan].name}, per ${interval}`,
      changes: changesBetween(
        {
          plan: planDescriptions[planOf(ctx.subscription)].name,
          interval: ctx.subscription?.interval ?? null,
        },
        { plan: planDescriptions[plan].name, interval },
      ),
    });
    return { url };
  },
});

async function openCheckout(
  ctx: WorkspaceContext & { actor: UserActor },
  plan: PaidPlan,
  interval: Interval,
  asked: Currency,
): Promise<string> {
  const stripeCustomerId = await ensureCustomer(ctx);
  const seats = await seatsOf(ctx.workspace.id);
  // One at a time: with the lease held, no other page of ours can open a second session behind this one's back.
  const lease = await leaseForChange(stripeCustomerId);
  try {
    const wanted = { lookupKey: priceOf(plan, interval).lookupKey, seats: String(seats), currency: asked };
    const reusable = await keepOnly(stripeCustomerId, wanted);
    // Asked only after every other session is closed: none of them can still become a subscription.
    const { subscription } = await readCustomerState(stripeCustomerId);
    if (subscription && !isOver(subscription) && !isReplaceable(subscription)) {
      if (!['active', 'trialing'].includes(subscription.status)) throw paymentDue();
      throw new AppError(
        'CONFLICT',
        'This workspace has a subscription with a payment method already. Choose “Change plan” under Billing instead, so that nobody pays twice.',
        { reason: 'already-subscribed' },
      );
    }
    if (reusable) return reusable;
    const currency = subscription && !isOver(subscription) ? subscription.currency : asked;
    const price = await priceId(plan, interval);
    return await createSession(ctx, stripeCustomerId, price, seats, { ...wanted, currency });
  } finally {
    await releaseLease(lease);
  }
}

function paymentDue(): AppError {
  return new AppError(
    'CONFLICT',
    'An invoice of this workspace is not paid yet. Choose “Manage in the portal” under Billing, pay it or give another card, and the plan is back.',
    { reason: 'payment-due' },
  );
}

/** A trial that nobody gave a card for: it can charge nothing, and the sync ends it as soon as something is paid. */
function isReplaceable(subscription: SubscriptionState): boolean {
  return subscription.status === 'trialing' && subscription.paymentMethod === null;
}

/** Closes the customer's open Checkout sessions, except one for the very same thing, whose address it returns. */
async function keepOnly(
  stripeCustomerId: string,
  wanted: Record<string, string>,
): Promise<string | undefined> {
  const open = await stripe().checkout.sessions.list({
    customer: stripeCustomerId,
    status: 'open',
    limit: 100,
  });
  const same = open.data.find(
    (session) =>
      session.url && Object.entries(wanted).every(([name, value]) => session.metadata?.[name] === value),
  );
  for (const session of open.data) {
    if (session !== same) await closeSession(session.id);
  }
  return same?.url ?? undefined;
}

/** A session that was paid for or expired meanwhile cannot be expired: the list of subscriptions then says the rest. */
async function closeSession(id: string): Promise<void> {
  try {
    await stripe().checkout.sessions.expire(id);
  } catch (error) {
    const session = await stripe().checkout.sessions.retrieve(id);
    if (session.status === 'open') throw error;
  }
}

async function createSession(
  ctx: WorkspaceContext,
  stripeCustomerId: string,
  price: string,
  seats: number,
  wanted: { lookupKey: string; seats: string; currency: Currency },
): Promise<string> {
  const billing = workspaceUrl(ctx.workspace.slug, '/dashboard/billing');
  const session = await stripe().checkout.sessions.create({
    mode: 'subscription',
    customer: stripeCustomerId,
    client_reference_id: ctx.workspace.id,
    allow_promotion_codes: true,
    line_items: [{ price, quantity: seats }],
    // Without it Checkout chooses one by where the person seems to be.
    currency: wanted.currency,
    success_url: `${billing}?checkout={CHECKOUT_SESSION_ID}`,
    cancel_url: billing,
    metadata: wanted,
    subscription_data: { metadata: { workspaceId: ctx.workspace.id } },
  });
  if (!session.url) throw new Error(`Stripe returned the Checkout session ${session.id} without an address.`);
  return session.url;
}
