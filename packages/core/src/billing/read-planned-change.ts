import { type PlanAndInterval, planOfPriceId } from './plan-of-price.ts';
import type { Stripe } from './stripe.ts';

/** What a subscription becomes when its period ends, as it is projected; nothing is planned when all are null. */
export interface PlannedChange {
  plannedPlan: string | null;
  plannedInterval: string | null;
  plannedSeats: number | null;
  plannedAt: Date | null;
}

const nothing: PlannedChange = {
  plannedPlan: null,
  plannedInterval: null,
  plannedSeats: null,
  plannedAt: null,
};

/** Reads it from the subscription's schedule, which must have been expanded. A phase that changes no plan is no change. */
export async function readPlannedChange(
  subscription: Stripe.Subscription,
  now: PlanAndInterval,
): Promise<PlannedChange> {
  const phase = nextPhase(scheduleOf(subscription));
  const [item] = phase?.items ?? [];
  if (!phase || !item) return nothing;
  const next = await planOfPriceId(typeof item.price === 'string' ? item.price : item.price.id);
  if (!next || (next.plan === now.plan && next.interval === now.interval)) return nothing;
  return {
    plannedPlan: next.plan,
    plannedInterval: next.interval,
    plannedSeats: item.quantity ?? 1,
    plannedAt: new Date(phase.start_date * 1000),
  };
}

/** The schedule that is in force; null when there is none, or it was not expanded. */
export function scheduleOf(subscription: Stripe.Subscription): Stripe.SubscriptionSchedule | null {
  const { schedule } = subscription;
  if (!schedule || typeof schedule === 'string') return null;
  return ['active', 'not_started'].includes(schedule.status) ? schedule : null;
}

/** What follows the running phase of a schedule. */
export function nextPhase(
  schedule: Stripe.SubscriptionSchedule | null,
): Stripe.SubscriptionSchedule.Phase | undefined {
  const end = schedule?.current_phase?.end_date;
  return end === undefined ? undefined : schedule?.phases.find((phase) => phase.start_date >= end);
}
