import type { Params } from '../http/params.ts';
import { abandonSchedule } from '../schedules/abandon-schedule.ts';
import { invalidRequest, notSimulated } from '../stripe-error.ts';
import type { Subscription } from '../stripe-state.ts';
import { change, emit, type World } from '../world.ts';
import { findSubscription, firstItem } from './find-subscription.ts';

export const feedbacks = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
] as const;

/** `DELETE /v1/subscriptions/:id`: ends it now, without a last invoice. */
export function cancelSubscription(world: World, id: string, params: Params): Subscription {
  const subscription = findSubscription(world, id);
  const details = params.object('cancellation_details');
  const comment = details?.string('comment') || null;
  const feedback = details?.choice('feedback', feedbacks) ?? null;
  const invoiceNow = params.boolean('invoice_now') ?? false;
  const prorate = params.boolean('prorate') ?? false;
  params.finish();
  if (invoiceNow || prorate) throw notSimulated('a last invoice or a refund on cancelling');
  if (subscription.ended_at !== null) {
    throw invalidRequest(`No such subscription: '${id}'`, 'id', 'resource_missing');
  }
  cancelNow(world, subscription, 'cancellation_requested', { comment, feedback });
  return subscription;
}

/** Ends a subscription at the present moment, and with it the collection of its open invoices. */
export function cancelNow(
  world: World,
  subscription: Subscription,
  reason: 'cancellation_requested' | 'payment_failed' | null,
  said: { comment?: string | null; feedback?: string | null } = {},
): void {
  subscription.status = 'canceled';
  subscription.canceled_at ??= world.now();
  subscription.ended_at = world.now();
  const kept = subscription.cancellation_details;
  subscription.cancellation_details = {
    comment: said.comment ?? kept?.comment ?? null,
    feedback: said.feedback ?? kept?.feedback ?? null,
    feedback_option: null,
    reason: reason ?? kept?.reason ?? null,
  };
  world.state.pendingLines = world.state.pendingLines.filter((line) => line.subscription !== subscription.id);
  emit(world, 'customer.subscription.deleted', subscription);
  abandonSchedule(world, subscription);
  stopCollecting(world, subscription);
}

/** Sets or takes back the end at the period's end; records no event, the caller does. */
export function setCancelAtPeriodEnd(world: World, subscription: Subscription, cancels: boolean): void {
  subscription.cancel_at_period_end = cancels;
  subscription.cancel_at = cancels ? firstItem(subscription).current_period_end : null;
  subscription.canceled_at = cancels ? world.now() : null;
  subscription.cancellation_details = {
    comment: null,
    feedback: null,
    feedback_option: null,
    reason: cancels ? 'cancellation_requested' : null,
  };
}

function stopCollecting(world: World, subscription: Subscription): void {
  for (const invoice of Object.values(world.state.invoices)) {
    if (invoice.parent?.subscription_details?.subscription !== subscription.id) continue;
    if (invoice.status !== 'open' && invoice.status !== 'draft') continue;
    change(world, invoice, 'invoice.updated', (stopped) => {
      stopped.auto_advance = false;
      stopped.automatically_finalizes_at = null;
      stopped.next_payment_attempt = null;
    });
  }
}
