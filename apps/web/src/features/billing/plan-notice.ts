import type { SubscriptionView } from '@archipelago/core/billing/subscription-view';
import { type Clock, daysUntil, formatDay } from '../time/format-time.ts';

export interface PlanNotice {
  tone: 'plain' | 'warn' | 'bad';
  icon: 'hourglass' | 'circle-alert';
  title: string;
  text: string;
  action: string;
}

/** What the team should know about the subscription on every page; null while all is well. */
export function planNotice(
  subscription: SubscriptionView,
  planName: string,
  clock: Clock & { name: string },
  now = new Date(),
): PlanNotice | null {
  const { status, trialEndsAt, cancelAt, paymentMethod } = subscription;
  if (status === 'past_due' || status === 'unpaid') {
    return {
      tone: 'bad',
      icon: 'circle-alert',
      title: 'The last payment did not go through.',
      text: `${planName} stays on while the card is tried again. Update it to keep the plan.`,
      action: 'Update the card',
    };
  }
  if (status === 'trialing' && trialEndsAt && !paymentMethod) {
    return {
      tone: 'plain',
      icon: 'hourglass',
      title: `You are trying ${planName} until ${formatDay(trialEndsAt, clock)}.`,
      text: `${count(daysUntil(trialEndsAt, now))} left. After that ${clock.name} goes back to Free and keeps its data.`,
      action: `Keep ${planName}`,
    };
  }
  if (cancelAt) {
    return {
      tone: 'warn',
      icon: 'hourglass',
      title: `${planName} ends on ${formatDay(cancelAt, clock)}.`,
      text: `${clock.name} goes back to Free then and keeps its data.`,
      action: `Keep ${planName}`,
    };
  }
  return null;
}

function count(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
