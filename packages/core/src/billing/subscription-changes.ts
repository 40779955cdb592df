import type { AuditAction } from '../audit/audit-actions.ts';
import { planDescriptions } from './catalogue.ts';
import { planOf, type SubscriptionStanding } from './entitlements-of.ts';

/** What the audit log says about billing, on behalf of Stripe. */
export type BillingAction = Extract<
  AuditAction,
  | `billing.${string}_changed`
  | `billing.payment_${string}`
  | 'billing.trial_ending'
  | 'billing.read_only_begun'
>;

export interface BillingChange {
  action: BillingAction;
  changes: Record<string, { from: string | number | null; to: string | number | null }>;
}

export interface ComparedSubscription {
  plan: string;
  interval: string;
  status: string;
  seats: number;
  cancelAt: Date | null;
  paymentMethod: string | null;
  plannedPlan: string | null;
  plannedInterval: string | null;
  plannedAt: Date | null;
  discountName: string | null;
}

/** What a person would want to read about the difference; nothing when there is none. */
export function subscriptionChanges(
  previous: ComparedSubscription | null,
  next: ComparedSubscription,
): BillingChange[] {
  const all: BillingChange[] = [
    change('billing.plan_changed', 'plan', planName(previous), planName(next)),
    change('billing.status_changed', 'status', previous?.status ?? null, next.status),
    change('billing.interval_changed', 'interval', previous?.interval ?? null, next.interval),
    change('billing.seats_changed', 'seats', previous?.seats ?? null, next.seats),
    change('billing.cancellation_changed', 'ends', day(previous?.cancelAt), day(next.cancelAt)),
    change(
      'billing.payment_method_changed',
      'payment method',
      previous?.paymentMethod ?? null,
      next.paymentMethod,
    ),
    change(
      'billing.planned_plan_changed',
      'planned plan',
      isCarriedOut(previous, next) ? null : plannedPlan(previous),
      plannedPlan(next),
    ),
    change('billing.discount_changed', 'discount', previous?.discountName ?? null, next.discountName),
  ];
  const real = all.filter(({ changes }) => Object.values(changes).some(({ from, to }) => from !== to));
  // A first subscription is one thing to a person, not five.
  return previous ? real : real.filter(({ action }) => action === 'billing.plan_changed');
}

function change(
  action: BillingAction,
  field: string,
  from: string | number | null,
  to: string | number | null,
): BillingChange {
  return { action, changes: { [field]: { from, to } } };
}

function planName(subscription: SubscriptionStanding | null): string {
  return planDescriptions[planOf(subscription)].name;
}

/** `Pro, per month, from 2026-12-21` */
function plannedPlan(subscription: ComparedSubscription | null): string | null {
  const { plannedPlan: plan, plannedInterval: interval, plannedAt } = subscription ?? {};
  if (!plan || !interval) return null;
  return `${planName({ plan, status: 'active' })}, per ${interval}, from ${day(plannedAt)}`;
}

/** A planned change that has become true was not taken back; the plan itself says the rest. */
function isCarriedOut(previous: ComparedSubscription | null, next: ComparedSubscription): boolean {
  return next.plan === previous?.plannedPlan && next.interval === previous.plannedInterval;
}

function day(date: Date | null | undefined): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}
