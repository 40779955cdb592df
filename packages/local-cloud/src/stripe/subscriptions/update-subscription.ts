import { attachDiscounts, readDiscounts, withDiscounts } from '../discounts/discounts.ts';
import type { Params } from '../http/params.ts';
import { newInvoice } from '../invoices/create-invoice.ts';
import { pendingLines, takePendingLines } from '../invoices/invoice-line.ts';
import { charge } from '../invoices/pay-invoice.ts';
import { ownedPaymentMethod } from '../payment-methods/payment-methods.ts';
import { followSubscription, refuseIfScheduled } from '../schedules/run-schedule.ts';
import { invalidRequest, notSimulated } from '../stripe-error.ts';
import type { InvoiceLine, Subscription } from '../stripe-state.ts';
import { change, type World } from '../world.ts';
import { feedbacks, setCancelAtPeriodEnd } from './cancel-subscription.ts';
import {
  applyItemChanges,
  billChange,
  isNewInterval,
  prorationBehaviors,
  prorationLines,
  readItemChanges,
  readProrationDate,
} from './change-items.ts';
import { cardOf, findSubscription } from './find-subscription.ts';
import { endTrial } from './renew-subscription.ts';
import { missingPaymentMethodChoices } from './start-subscription.ts';

/** `POST /v1/subscriptions/:id`. */
export function updateSubscription(world: World, id: string, params: Params): Subscription {
  const subscription = findSubscription(world, id);
  const items = readItemChanges(world, subscription, params);
  const proration = params.choice('proration_behavior', prorationBehaviors) ?? 'create_prorations';
  const at = readProrationDate(world, subscription, params);
  const discounts = readDiscounts(world, params, subscription.customer);
  const behavior = params.choice('payment_behavior', [
    'allow_incomplete',
    'error_if_incomplete',
    'pending_if_incomplete',
  ]);
  const cancelAtPeriodEnd = params.boolean('cancel_at_period_end');
  const cancelAt = params.string('cancel_at') === '' ? null : params.integer('cancel_at');
  const endsTrialNow = params.string('trial_end') === 'now';
  const trialEnd = endsTrialNow ? undefined : params.integer('trial_end');
  const card = params.string('default_payment_method');
  const details = params.object('cancellation_details');
  const said = { comment: details?.string('comment'), feedback: details?.choice('feedback', feedbacks) };
  const missing = params
    .object('trial_settings')
    ?.object('end_behavior')
    ?.choice('missing_payment_method', missingPaymentMethodChoices);
  const metadata = params.metadata(subscription.metadata);
  const description = params.string('description');
  params.boolean('off_session');
  params.finish();
  if (behavior === 'pending_if_incomplete') throw notSimulated('pending updates');
  if (subscription.ended_at !== null) {
    throw invalidRequest('A canceled subscription can only update its cancellation_details and metadata.');
  }
  if (cancelAtPeriodEnd !== undefined || cancelAt !== undefined) refuseIfScheduled(subscription);
  const method = card && ownedPaymentMethod(world, subscription.customer, card, 'default_payment_method');

  const discounted = withDiscounts(world, subscription, discounts);
  const lines =
    proration === 'none' ? [] : prorationLines(discounted.world, discounted.subscription, items, at);
  const isBilledNow = proration === 'always_invoice' || items.some(isNewInterval);
  if (isBilledNow && behavior === 'error_if_incomplete')
    refuseUnpaid(discounted.world, discounted.subscription, lines);

  change(world, subscription, 'customer.subscription.updated', (changed) => {
    changed.metadata = metadata;
    if (description !== undefined) changed.description = description || null;
    if (method !== undefined) changed.default_payment_method = method || null;
    if (missing && changed.trial_settings)
      changed.trial_settings.end_behavior.missing_payment_method = missing;
    if (trialEnd !== undefined) moveTrialEnd(world, changed, trialEnd);
    applyItemChanges(world, changed, items);
    if (discounts) attachDiscounts(world, changed, discounts);
    if (cancelAtPeriodEnd !== undefined) setCancelAtPeriodEnd(world, changed, cancelAtPeriodEnd);
    if (cancelAt !== undefined) {
      changed.cancel_at = cancelAt;
      changed.canceled_at = cancelAt === null ? null : world.now();
    }
    if (changed.cancellation_details && said.comment !== undefined)
      changed.cancellation_details.comment = said.comment || null;
    if (changed.cancellation_details && said.feedback) changed.cancellation_details.feedback = said.feedback;
  });
  if (items.length > 0 || discounts) followSubscription(world, subscription);
  const owed = isBilledNow && lines.length > 0 ? [...takePendingLines(world, subscription), ...lines] : lines;
  billChange(world, subscription, owed, isBilledNow);
  if (endsTrialNow && subscription.status === 'trialing') endTrial(world, subscription, 'at-once');
  return subscription;
}

/** Throws the card error when the change costs something now and the card would not pay it; nothing is changed then. */
function refuseUnpaid(world: World, subscription: Subscription, lines: InvoiceLine[]): void {
  if (lines.length === 0) return;
  const all = structuredClone([...pendingLines(world, subscription), ...lines]);
  const due = newInvoice(world, subscription, 'subscription_update', all).amount_due;
  const refused = due > 0 ? charge(world, subscription.customer, cardOf(world, subscription)) : null;
  if (refused) throw refused;
}

function moveTrialEnd(world: World, subscription: Subscription, trialEnd: number): void {
  if (subscription.status !== 'trialing')
    throw notSimulated('a trial on a subscription that is not in trial');
  if (trialEnd <= world.now()) throw invalidRequest('Invalid timestamp: must be in the future.', 'trial_end');
  subscription.trial_end = trialEnd;
  subscription.billing_cycle_anchor = trialEnd;
  for (const item of subscription.items.data) item.current_period_end = trialEnd;
  delete world.state.notices[`trial_will_end:${subscription.id}`];
}
