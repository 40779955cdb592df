import type { AuditAction } from '../audit/audit-actions.ts';
import { planDescriptions } from './catalogue.ts';
import { planOf } from './entitlements-of.ts';

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

function planName(subscription: ComparedSubscription | null): string {
  return planDescriptions[planOf(subscription)].name;
}

function day(date: Date | null | undefined): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}
