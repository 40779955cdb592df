import type { Transaction } from '@archipelago/db/with-workspace';
import { enqueue } from '../../jobs/enqueue.ts';
import { uuidFrom } from '../../jobs/uuid-from.ts';
import { billingNow, graceDays, isReadOnly, type PayableSubscription } from '../payment-standing.ts';
import type { BillingEffect } from './billing-effect.ts';
import { type SubscriptionBefore, secondsOf } from './effects-of-change.ts';

/** Days before the end of a trial at which somebody hears of it. */
export const reminderDays = [3, 1] as const;

export type TimedSubscription = SubscriptionBefore & PayableSubscription;

const day = 24 * 60 * 60 * 1000;

/**
 * What has become due by the clock alone. A trial that was extended has another end and thus another reminder; one that is
 * over, or was paid for, has none. Of two reminders that are both due, after an outage, the later one is true.
 */
export function dueEffects(subscription: TimedSubscription, now = new Date()): BillingEffect[] {
  const { status, trialEndsAt } = subscription;
  const clock = billingNow(subscription, now).getTime();
  if (isReadOnly(subscription, now)) return [readOnlyBegun(subscription)];
  if (status !== 'trialing' || !trialEndsAt || clock >= trialEndsAt.getTime()) return [];
  const days = reminderDays.findLast((before) => clock >= trialEndsAt.getTime() - before * day);
  return days ? [trialEnding(subscription, trialEndsAt, days)] : [];
}

function readOnlyBegun({ stripeSubscriptionId, overdueSince }: TimedSubscription): BillingEffect {
  return {
    kind: 'read-only',
    key: `read_only:${stripeSubscriptionId}:${secondsOf(overdueSince)}`,
    details: { subscription: stripeSubscriptionId },
  };
}

function trialEnding(
  { stripeSubscriptionId, plan }: TimedSubscription,
  endsAt: Date,
  days: number,
): BillingEffect {
  return {
    kind: 'trial-ending',
    key: `trial_ending:${stripeSubscriptionId}:${secondsOf(endsAt)}:${days}`,
    details: { subscription: stripeSubscriptionId, plan, endsAt: endsAt.toISOString(), daysBefore: days },
  };
}

/**
 * Queues a look at the clock for each moment at which something becomes due. The moment names the job: asked for with
 * every synchronisation, it is there once, and a moment that is past adds none.
 */
export async function queueDueMoments(
  tx: Transaction,
  workspaceId: string,
  subscription: TimedSubscription,
  now = new Date(),
): Promise<void> {
  for (const moment of momentsOf(subscription)) {
    if (moment <= now) continue;
    const id = uuidFrom(`billing-moment ${subscription.stripeSubscriptionId} ${moment.toISOString()}`);
    await enqueue(tx, 'billing-moment', workspaceId, { workspaceId }, { id, startAfter: moment });
  }
}

function momentsOf({ status, trialEndsAt, overdueSince }: TimedSubscription): Date[] {
  if (status === 'trialing' && trialEndsAt) {
    return reminderDays.map((days) => new Date(trialEndsAt.getTime() - days * day));
  }
  return status === 'past_due' && overdueSince ? [new Date(overdueSince.getTime() + graceDays * day)] : [];
}
