import { type Interval, intervals, type PaidPlan, priceByLookupKey } from './catalogue.ts';
import { planOfProduct } from './catalogue-as-stripe.ts';
import { describePaymentMethod } from './describe-payment-method.ts';
import { overdueStatuses } from './payment-standing.ts';
import { type Stripe, stripe } from './stripe.ts';

/** The part of Stripe's state that we keep, as it was when we asked. */
export interface SubscriptionState {
  stripeSubscriptionId: string;
  plan: PaidPlan;
  interval: Interval;
  status: string;
  seats: number;
  trialEndsAt: Date | null;
  currentPeriodStart: Date;
  currentPeriodEnd: Date;
  cancelAt: Date | null;
  paymentMethod: string | null;
  /** While it waits for money: since when the oldest open invoice has been due. */
  overdueSince: Date | null;
}

export interface CustomerState {
  /** The one that decides the plan; ended ones only when there is no other. Null when there never was one. */
  subscription: SubscriptionState | null;
  /** Trials that a paid subscription has replaced and that are still open. */
  supersededTrialIds: string[];
}

/** From what grants a plan to what does not; the first that occurs decides. */
const precedence = [
  'active',
  'past_due',
  'trialing',
  'unpaid',
  'paused',
  'incomplete',
  'incomplete_expired',
  'canceled',
];

const ended = ['incomplete_expired', 'canceled'];

/** Asks Stripe for the latest state of a customer. Never call it with a transaction open. */
export async function readCustomerState(stripeCustomerId: string): Promise<CustomerState> {
  const customer = await stripe().customers.retrieve(stripeCustomerId, {
    expand: ['invoice_settings.default_payment_method'],
  });
  if (customer.deleted) return { subscription: null, supersededTrialIds: [] };
  const subscriptions = await listSubscriptions(stripeCustomerId);
  const [deciding] = subscriptions;
  if (!deciding) return { subscription: null, supersededTrialIds: [] };
  const paymentMethod = deciding.default_payment_method ?? customer.invoice_settings.default_payment_method;
  return {
    subscription: await withOverdueSince(stateOf(deciding, paymentMethod), stripeCustomerId),
    supersededTrialIds: ['active', 'past_due'].includes(deciding.status)
      ? subscriptions.filter((other) => other.status === 'trialing').map((other) => other.id)
      : [],
  };
}

/** Every subscription the customer ever had, the one that decides the plan first. */
export async function listSubscriptions(stripeCustomerId: string): Promise<Stripe.Subscription[]> {
  const list = await stripe().subscriptions.list({
    customer: stripeCustomerId,
    status: 'all',
    limit: 100,
    expand: ['data.default_payment_method'],
  });
  return list.data.sort(
    (a, b) => precedence.indexOf(a.status) - precedence.indexOf(b.status) || b.created - a.created,
  );
}

/** Ended for good: Stripe never revives it. */
export function isOver(subscription: { status: string }): boolean {
  return ended.includes(subscription.status);
}

/** Only somebody who owes costs this further request. */
async function withOverdueSince(
  state: SubscriptionState | null,
  customer: string,
): Promise<SubscriptionState | null> {
  if (!state || !overdueStatuses.includes(state.status)) return state;
  const open = await stripe().invoices.list({
    customer,
    subscription: state.stripeSubscriptionId,
    status: 'open',
    limit: 100,
  });
  const since = open.data.map((invoice) => invoice.status_transitions.finalized_at ?? invoice.created);
  const oldest = since.length > 0 ? Math.min(...since) : null;
  // An invoice that somebody wrote off is not open any more: the period that was not paid for began then.
  return { ...state, overdueSince: dateOf(oldest) ?? state.currentPeriodStart };
}

/** @throws when a running subscription has a price that is in no catalogue of ours */
export function stateOf(
  subscription: Stripe.Subscription,
  paymentMethod: string | Stripe.PaymentMethod | null,
): SubscriptionState | null {
  const item = subscription.items.data[0];
  const price = item && planAndInterval(item.price);
  if (!item || !price) {
    if (isOver(subscription)) return null;
    throw new Error(
      `Subscription ${subscription.id} has the price ${item?.price.id}, which is not in the catalogue. Add its plan to billing/catalogue.ts, or move the subscription to a price that is.`,
    );
  }
  return {
    stripeSubscriptionId: subscription.id,
    ...price,
    status: subscription.status,
    seats: item.quantity ?? 1,
    trialEndsAt: dateOf(subscription.trial_end),
    currentPeriodStart: new Date(item.current_period_start * 1000),
    currentPeriodEnd: new Date(item.current_period_end * 1000),
    cancelAt: dateOf(subscription.cancel_at),
    paymentMethod: describePaymentMethod(paymentMethod),
    overdueSince: null,
  };
}

/** A price that was replaced has lost its lookup key; its product still says the plan. */
function planAndInterval(price: Stripe.Price): { plan: PaidPlan; interval: Interval } | undefined {
  const known = priceByLookupKey(price.lookup_key);
  if (known) return { plan: known.plan, interval: known.interval };
  const plan = planOfProduct(typeof price.product === 'string' ? price.product : price.product.id);
  const interval = intervals.find((candidate) => candidate === price.recurring?.interval);
  return plan && interval ? { plan, interval } : undefined;
}

function dateOf(seconds: number | null): Date | null {
  return seconds === null ? null : new Date(seconds * 1000);
}
