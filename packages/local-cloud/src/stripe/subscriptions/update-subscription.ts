import { afterIntervals, type Recurring } from '../catalogue/billing-period.ts';
import { findRecurringPrice } from '../catalogue/prices.ts';
import type { Params } from '../http/params.ts';
import { draftInvoice, finalizeInvoice } from '../invoices/create-invoice.ts';
import { attemptPayment, refusal } from '../invoices/pay-invoice.ts';
import { ownedPaymentMethod } from '../payment-methods/payment-methods.ts';
import { invalidRequest, noSuch, notSimulated } from '../stripe-error.ts';
import type { InvoiceLine, Price, Subscription, SubscriptionItem } from '../stripe-state.ts';
import { change, type World } from '../world.ts';
import { feedbacks, setCancelAtPeriodEnd } from './cancel-subscription.ts';
import { cardOf, findSubscription } from './find-subscription.ts';
import { planOf } from './new-subscription.ts';
import { prorate } from './prorate.ts';
import { endTrial } from './renew-subscription.ts';
import { missingPaymentMethodChoices } from './start-subscription.ts';

type Proration = 'always_invoice' | 'create_prorations' | 'none';

export interface ItemChange {
  item: SubscriptionItem;
  price: Price;
  quantity: number;
}

/** `POST /v1/subscriptions/:id`. */
export function updateSubscription(world: World, id: string, params: Params): Subscription {
  const subscription = findSubscription(world, id);
  const items = readItemChanges(world, subscription, params);
  const proration = params.choice('proration_behavior', ['always_invoice', 'create_prorations', 'none']);
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
  if (behavior === 'error_if_incomplete' && proration === 'always_invoice') {
    const refused = refusal(world, cardOf(world, subscription));
    if (refused) throw refused;
  }
  const method = card && ownedPaymentMethod(world, subscription.customer, card, 'default_payment_method');

  let owed: InvoiceLine[] = [];
  change(world, subscription, 'customer.subscription.updated', (changed) => {
    changed.metadata = metadata;
    if (description !== undefined) changed.description = description || null;
    if (method !== undefined) changed.default_payment_method = method || null;
    if (missing && changed.trial_settings)
      changed.trial_settings.end_behavior.missing_payment_method = missing;
    if (trialEnd !== undefined) moveTrialEnd(world, changed, trialEnd);
    owed = applyItemChanges(world, changed, items, proration ?? 'create_prorations');
    if (cancelAtPeriodEnd !== undefined) setCancelAtPeriodEnd(world, changed, cancelAtPeriodEnd);
    if (cancelAt !== undefined) {
      changed.cancel_at = cancelAt;
      changed.canceled_at = cancelAt === null ? null : world.now();
    }
    if (changed.cancellation_details && said.comment !== undefined)
      changed.cancellation_details.comment = said.comment || null;
    if (changed.cancellation_details && said.feedback) changed.cancellation_details.feedback = said.feedback;
  });
  const startsPeriod = items.some((change) => isNewInterval(change));
  bill(world, subscription, owed, proration === 'always_invoice' || startsPeriod);
  if (endsTrialNow && subscription.status === 'trialing') endTrial(world, subscription, 'at-once');
  return subscription;
}

/** Also used for a preview, which only reads. */
export function readItemChanges(world: World, subscription: Subscription, params: Params): ItemChange[] {
  return (params.objects('items') ?? []).map((sent, index) => {
    const id = sent.string('id');
    const priceId = sent.string('price');
    const quantity = sent.integer('quantity');
    if (!id) throw notSimulated('a second item on a subscription');
    const item = subscription.items.data.find((candidate) => candidate.id === id);
    if (!item) throw noSuch('subscription item', id, `items[${index}][id]`);
    const price = priceId ? findRecurringPrice(world, priceId, `items[${index}][price]`) : item.price;
    return { item, price, quantity: quantity ?? item.quantity };
  });
}

/** What the changes cost now; nothing in trial. */
export function prorationLines(
  world: World,
  subscription: Subscription,
  changes: ItemChange[],
  at = world.now(),
): InvoiceLine[] {
  if (subscription.status === 'trialing') return [];
  return changes
    .filter(({ item, price, quantity }) => item.price.id !== price.id || item.quantity !== quantity)
    .flatMap((change) => {
      const recurring = change.price.recurring as Recurring;
      const wholePeriodUntil = isNewInterval(change) ? afterIntervals(at, recurring, 1) : null;
      const { item, price, quantity } = change;
      return prorate(world, subscription, item, { price, quantity, wholePeriodUntil }, at);
    });
}

function applyItemChanges(
  world: World,
  subscription: Subscription,
  changes: ItemChange[],
  proration: Proration,
): InvoiceLine[] {
  const lines = proration === 'none' ? [] : prorationLines(world, subscription, changes);
  for (const change of changes) {
    const { item, price, quantity } = change;
    if (isNewInterval(change) && subscription.status !== 'trialing') {
      subscription.billing_cycle_anchor = world.now();
      item.current_period_start = world.now();
      item.current_period_end = afterIntervals(world.now(), price.recurring as Recurring, 1);
    }
    item.price = structuredClone(price);
    item.plan = planOf(price);
    item.quantity = quantity;
  }
  if (subscription.cancel_at_period_end) {
    subscription.cancel_at = subscription.items.data[0]?.current_period_end ?? null;
  }
  return lines;
}

function bill(world: World, subscription: Subscription, lines: InvoiceLine[], now: boolean): void {
  if (lines.length === 0) return;
  if (!now) {
    const { customer, id } = subscription;
    world.state.pendingLines.push(...lines.map((line) => ({ customer, subscription: id, line })));
    return;
  }
  const invoice = draftInvoice(world, subscription, 'subscription_update', lines);
  finalizeInvoice(world, invoice);
  attemptPayment(world, invoice);
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

function isNewInterval({ item, price }: ItemChange): boolean {
  const [from, to] = [item.price.recurring, price.recurring];
  return from?.interval !== to?.interval || from?.interval_count !== to?.interval_count;
}
