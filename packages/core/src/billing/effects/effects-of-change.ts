import { planOf } from '../entitlements-of.ts';
import { overdueStatuses } from '../payment-standing.ts';
import type { BillingEffect } from './billing-effect.ts';

export interface SubscriptionBefore {
  stripeSubscriptionId: string;
  plan: string;
  interval: string;
  status: string;
  trialEndsAt: Date | null;
  cancelAt: Date | null;
  overdueSince: Date | null;
}

/**
 * What somebody should hear about the difference between what we held of a subscription and what Stripe holds.
 *
 * @param moment names this difference. It is found in the one transaction that removes it, so that no other finds it again.
 */
export function effectsOfChange(
  previous: SubscriptionBefore | null,
  next: SubscriptionBefore,
  moment: string,
): BillingEffect[] {
  const recovered = recovery(previous, next);
  const effects = [
    recovered,
    recovered ? null : planChange(previous, next, moment),
    cancellation(previous, next, moment),
  ];
  return effects.filter((effect) => effect !== null);
}

function recovery(previous: SubscriptionBefore | null, next: SubscriptionBefore): BillingEffect | null {
  const wasOverdue = previous !== null && ['past_due', 'unpaid'].includes(previous.status);
  if (!wasOverdue || next.status !== 'active' || !isSame(previous, next)) return null;
  return {
    kind: 'payment-recovered',
    key: `payment_recovered:${next.stripeSubscriptionId}:${secondsOf(previous.overdueSince)}`,
    details: { plan: next.plan },
  };
}

function planChange(
  previous: SubscriptionBefore | null,
  next: SubscriptionBefore,
  moment: string,
): BillingEffect | null {
  const [from, to] = [planOf(previous), planOf(next)];
  if (to === 'free') {
    // One that waits for its first payment has not ended.
    if (from === 'free' || next.status === 'incomplete') return null;
    return {
      kind: 'ended',
      key: `ended:${next.stripeSubscriptionId}`,
      details: { plan: next.plan, because: becauseOf(previous) },
    };
  }
  if (from === to && previous?.interval === next.interval) return null;
  return {
    kind: 'plan-changed',
    key: `plan_changed:${next.stripeSubscriptionId}:${moment}`,
    details: {
      from,
      to,
      interval: next.interval,
      trialEndsAt: next.status === 'trialing' ? (next.trialEndsAt?.toISOString() ?? null) : null,
    },
  };
}

function becauseOf(previous: SubscriptionBefore | null): 'trial' | 'unpaid' | 'cancelled' {
  if (previous?.status === 'trialing' && !previous.cancelAt) return 'trial';
  return previous && overdueStatuses.includes(previous.status) ? 'unpaid' : 'cancelled';
}

function cancellation(
  previous: SubscriptionBefore | null,
  next: SubscriptionBefore,
  moment: string,
): BillingEffect | null {
  if (!next.cancelAt || planOf(next) === 'free') return null;
  if (previous?.cancelAt?.getTime() === next.cancelAt.getTime() && isSame(previous, next)) return null;
  return {
    kind: 'cancelled',
    key: `cancelled:${next.stripeSubscriptionId}:${moment}`,
    details: {
      subscription: next.stripeSubscriptionId,
      plan: next.plan,
      endsAt: next.cancelAt.toISOString(),
    },
  };
}

function isSame(previous: SubscriptionBefore | null, next: SubscriptionBefore): boolean {
  return previous?.stripeSubscriptionId === next.stripeSubscriptionId;
}

/** For keys; 0 for a moment that is not known. */
export function secondsOf(date: Date | null): number {
  return Math.floor((date?.getTime() ?? 0) / 1000);
}
