import type { Currency, Interval, PaidPlan } from './catalogue.ts';
import { catalogueCurrency } from './currency-of-billing.ts';
import { describePaymentMethod } from './describe-payment-method.ts';
import { type Discount, discountOf } from './discount.ts';
import type { InvoiceState } from './invoice-state.ts';
import { overdueStatuses } from './payment-standing.ts';
import { planOfPrice } from './plan-of-price.ts';
import { type BillingDetails, billingDetailsOf } from './read-billing-details.ts';
import { latestInvoicesOf, readMissingInvoices, readOpenInvoices, statesOf } from './read-invoices.ts';
import { type PlannedChange, readPlannedChange } from './read-planned-change.ts';
import { type Stripe, stripe } from './stripe.ts';

/** The part of Stripe's state that we keep, as it was when we asked. */
export interface SubscriptionState extends PlannedChange, Discount {
  stripeSubscriptionId: string;
  plan: PaidPlan;
  interval: Interval;
  currency: Currency;
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
  /** What `subscription` was read from, for whoever is going to change it. */
  deciding: Stripe.Subscription | null;
  /** Null when Stripe has the customer no more. */
  details: BillingDetails | null;
  /** The time at Stripe, for a customer who lives by one of its test clocks. */
  testTime: Date | null;
  /** Every invoice that was read on the way; not all there are. */
  invoices: InvoiceState[];
}

const nobody: CustomerState = {
  subscription: null,
  supersededTrialIds: [],
  deciding: null,
  details: null,
  testTime: null,
  invoices: [],
};

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

/**
 * Asks Stripe for the latest state of a customer, in one request. Only somebody who owes costs another one, and invoices
 * that are wanted and are not the latest. Never call it with a transaction open.
 */
export async function readCustomerState(
  stripeCustomerId: string,
  wantedInvoices: readonly string[] = [],
): Promise<CustomerState> {
  const subscriptions = await listSubscriptions(stripeCustomerId);
  const [deciding] = subscriptions;
  const open = deciding && isOverdue(deciding) ? await readOpenInvoices(stripeCustomerId, deciding.id) : [];
  const invoices = statesOf(
    await readMissingInvoices(stripeCustomerId, wantedInvoices, [
      ...latestInvoicesOf(subscriptions),
      ...open,
    ]),
  );
  const customer = deciding ? deciding.customer : await retrieveCustomer(stripeCustomerId);
  if (typeof customer === 'string' || customer.deleted) return { ...nobody, invoices };
  const details = billingDetailsOf(customer);
  if (!deciding) return { ...nobody, details, invoices };
  const paymentMethod = deciding.default_payment_method ?? customer.invoice_settings.default_payment_method;
  return {
    subscription: withOverdueSince(await stateOf(deciding, paymentMethod), open),
    deciding,
    details,
    testTime: testTimeOf(deciding),
    invoices,
    supersededTrialIds: ['active', 'past_due'].includes(deciding.status)
      ? subscriptions.filter((other) => other.status === 'trialing').map((other) => other.id)
      : [],
  };
}

const ofCustomer = ['invoice_settings.default_payment_method', 'tax_ids'];

function retrieveCustomer(stripeCustomerId: string): Promise<Stripe.Customer | Stripe.DeletedCustomer> {
  return stripe().customers.retrieve(stripeCustomerId, { expand: ofCustomer });
}

/** Every subscription the customer ever had, with the customer, the one that decides the plan first. */
export async function listSubscriptions(stripeCustomerId: string): Promise<Stripe.Subscription[]> {
  const list = await stripe().subscriptions.list({
    customer: stripeCustomerId,
    status: 'all',
    limit: 100,
    expand: [
      'data.default_payment_method',
      'data.latest_invoice',
      'data.schedule',
      'data.test_clock',
      'data.discounts.source.coupon',
      'data.discounts.promotion_code',
      ...ofCustomer.map((property) => `data.customer.${property}`),
    ],
  });
  return list.data.sort(
    (a, b) => precedence.indexOf(a.status) - precedence.indexOf(b.status) || b.created - a.created,
  );
}

/** Ended for good: Stripe never revives it. */
export function isOver(subscription: { status: string }): boolean {
  return ended.includes(subscription.status);
}

function isOverdue({ status }: { status: string }): boolean {
  return overdueStatuses.includes(status);
}

function withOverdueSince(
  state: SubscriptionState | null,
  open: readonly Stripe.Invoice[],
): SubscriptionState | null {
  if (!state || !isOverdue(state)) return state;
  const since = open.map((invoice) => invoice.status_transitions.finalized_at ?? invoice.created);
  const oldest = since.length > 0 ? Math.min(...since) : null;
  // An invoice that somebody wrote off is not open any more: the period that was not paid for began then.
  return { ...state, overdueSince: dateOf(oldest) ?? state.currentPeriodStart };
}

/** @throws when a running subscription has a price that is in no catalogue of ours */
export async function stateOf(
  subscription: Stripe.Subscription,
  paymentMethod: string | Stripe.PaymentMethod | null,
): Promise<SubscriptionState | null> {
  const item = subscription.items.data[0];
  const price = item && planOfPrice(item.price);
  if (!item || !price) {
    if (isOver(subscription)) return null;
    throw new Error(
      `Subscription ${subscription.id} has the price ${item?.price.id}, which is not in the catalogue. Add its plan to billing/catalogue.ts, or move the subscription to a price that is.`,
    );
  }
  return {
    stripeSubscriptionId: subscription.id,
    ...price,
    currency: catalogueCurrency(subscription.currency),
    status: subscription.status,
    seats: item.quantity ?? 1,
    trialEndsAt: dateOf(subscription.trial_end),
    currentPeriodStart: new Date(item.current_period_start * 1000),
    currentPeriodEnd: new Date(item.current_period_end * 1000),
    cancelAt: dateOf(subscription.cancel_at),
    paymentMethod: describePaymentMethod(paymentMethod),
    overdueSince: null,
    ...(await readPlannedChange(subscription, price)),
    ...discountOf(subscription),
  };
}

function testTimeOf({ test_clock: clock }: Stripe.Subscription): Date | null {
  return clock && typeof clock === 'object' ? dateOf(clock.frozen_time) : null;
}

function dateOf(seconds: number | null): Date | null {
  return seconds === null ? null : new Date(seconds * 1000);
}
