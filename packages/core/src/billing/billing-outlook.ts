import {
  amountOf,
  type Currency,
  type Interval,
  type PaidPlan,
  planDescriptions,
  plans,
} from './catalogue.ts';
import { type Discount, discounted } from './discount.ts';
import type { BillingDetails } from './read-billing-details.ts';
import type { PlannedChange } from './read-planned-change.ts';

/** What we keep of Stripe's state besides what every request is loaded with. */
export type Projected = PlannedChange & Discount & BillingDetails & { pendingAmount: number };

/** What the plan becomes when the period ends. */
export interface PlannedView {
  plan: PaidPlan;
  planName: string;
  interval: Interval;
  at: Date;
}

/** Taken off every invoice until it ends; a null `endsAt` is for as long as the plan lasts. */
export interface DiscountView {
  name: string;
  percentOff: number | null;
  /** Cents. */
  amountOff: number | null;
  endsAt: Date | null;
}

/** The running subscription, as the request's context has it. */
interface Current {
  status: string;
  paymentMethod: string | null;
  trialEndsAt: Date | null;
  cancelAt: Date | null;
}

export function willRenew(current: Current): boolean {
  return endOf(current) === null;
}

/** A trial without a card ends with the trial. */
export function endOf(current: Current): Date | null {
  if (current.cancelAt) return current.cancelAt;
  return current.status === 'trialing' && !current.paymentMethod ? current.trialEndsAt : null;
}

/** Whether there is something to change, instead of something to buy or to pay first. */
export function isPaying(current: Current): boolean {
  return current.status === 'active' || (current.status === 'trialing' && current.paymentMethod !== null);
}

export function hasCardOrIsPaid(current: Current): boolean {
  return current.status !== 'trialing' || current.paymentMethod !== null;
}

interface Running {
  plan: PaidPlan;
  interval: Interval;
  currency: Currency;
  seats: number;
  currentPeriodEnd: Date;
}

/** What the next invoice will be about: the plan as it is, or what it becomes then, and seats that are still to settle. */
export function renewalOf(current: Running, projected: Projected): { at: Date; amount: number } {
  const planned = plannedOf(projected);
  const { plan, interval } = planned ?? current;
  const whole = amountOf(plan, interval, current.currency) * (projected.plannedSeats ?? current.seats);
  const at = current.currentPeriodEnd;
  return { at, amount: discounted(whole, projected, at) + projected.pendingAmount };
}

export function plannedOf({ plannedPlan, plannedInterval, plannedAt }: Projected): PlannedView | null {
  const plan = plans.find((candidate) => candidate === plannedPlan);
  if (!plan || plan === 'free' || !plannedAt) return null;
  const interval = plannedInterval === 'year' ? 'year' : 'month';
  return { plan, planName: planDescriptions[plan].name, interval, at: plannedAt };
}

export function discountIn(projected: Projected): DiscountView | null {
  const { discountName: name, discountPercentOff, discountAmountOff, discountEndsAt } = projected;
  return name === null
    ? null
    : { name, percentOff: discountPercentOff, amountOff: discountAmountOff, endsAt: discountEndsAt };
}

export function billingDetailsIn({ billingName, billingEmail, taxIdType, taxId }: Projected): BillingDetails {
  return { billingName, billingEmail, taxIdType, taxId };
}
