import { planOf } from '@archipelago/core/billing/entitlements-of';
import { billingNow, paymentStanding } from '@archipelago/core/billing/payment-standing';
import type { SubscriptionView } from '@archipelago/core/billing/subscription-view';
import { type Clock, daysUntil, formatDay } from '../time/format-time.ts';

export interface PlanNotice {
  tone: 'plain' | 'warn' | 'bad';
  icon: 'hourglass' | 'circle-alert';
  title: string;
  text: string;
  action: string;
  /** Who sees it; the button is for those who may pay alone. */
  audience: 'everybody' | 'those who pay';
}

/** What the team should know about the subscription on every page; null while all is well. */
export function planNotice(
  subscription: SubscriptionView,
  planName: string,
  clock: Clock & { name: string },
  now = new Date(),
): PlanNotice | null {
  const { status, trialEndsAt, cancelAt, paymentMethod } = subscription;
  const standing = paymentStanding(subscription, now);
  if (standing.state === 'read-only') {
    return {
      tone: 'bad',
      icon: 'circle-alert',
      title: `${clock.name} can only be read.`,
      text: 'A bill has not been paid. Nothing is deleted, and paying it makes everything work again at once.',
      action: 'Pay the bill',
      audience: 'everybody',
    };
  }
  if (standing.state === 'grace' && status === 'incomplete') {
    return {
      tone: 'warn',
      icon: 'circle-alert',
      title: 'The first payment waits for you.',
      text: `Your bank may want you to confirm it. Until it is paid, ${clock.name} stays on Free.`,
      action: 'Pay the bill',
      audience: 'those who pay',
    };
  }
  if (standing.state === 'grace') {
    return {
      tone: 'bad',
      icon: 'circle-alert',
      title: 'The last payment did not go through.',
      text: `Everything works until ${formatDay(standing.until, clock)} while the card is tried again. After that ${clock.name} can only be read.`,
      action: 'Pay the bill',
      audience: 'those who pay',
    };
  }
  if (status === 'trialing' && trialEndsAt && !paymentMethod) {
    return {
      tone: 'plain',
      icon: 'hourglass',
      title: `You are trying ${planName} until ${formatDay(trialEndsAt, clock)}.`,
      text: `${count(daysUntil(trialEndsAt, billingNow(subscription, now)))} left. After that ${clock.name} goes back to Free and keeps its data.`,
      action: `Keep ${planName}`,
      audience: 'everybody',
    };
  }
  // What has ended keeps the day it was cancelled for.
  if (cancelAt && planOf(subscription) !== 'free') {
    return {
      tone: 'warn',
      icon: 'hourglass',
      title: `${planName} ends on ${formatDay(cancelAt, clock)}.`,
      text: `${clock.name} goes back to Free then and keeps its data.`,
      action: `Keep ${planName}`,
      audience: 'everybody',
    };
  }
  return null;
}

function count(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
