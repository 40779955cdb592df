import { afterIntervals, type Recurring } from '../catalogue/billing-period.ts';
import { findRecurringPrice } from '../catalogue/prices.ts';
import type { Params } from '../http/params.ts';
import { draftInvoice, finalizeInvoice } from '../invoices/create-invoice.ts';
import { attemptPayment } from '../invoices/pay-invoice.ts';
import { invalidRequest, noSuch, notSimulated } from '../stripe-error.ts';
import type { InvoiceLine, Price, Subscription, SubscriptionItem } from '../stripe-state.ts';
import type { World } from '../world.ts';
import { planOf } from './new-subscription.ts';
import { prorate } from './prorate.ts';

export const prorationBehaviors = ['always_invoice', 'create_prorations', 'none'] as const;
export type Proration = (typeof prorationBehaviors)[number];

export interface ItemChange {
  item: SubscriptionItem;
  price: Price;
  quantity: number;
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

/** The moment to prorate at: now, or the one that a preview named. It must lie in the running period. */
export function readProrationDate(world: World, subscription: Subscription, params: Params): number {
  const at = params.integer('proration_date');
  if (at === undefined) return world.now();
  const outside = subscription.items.data.some(
    (item) => at < item.current_period_start || at > item.current_period_end,
  );
  if (outside) {
    const message = 'Cannot specify a proration_date outside of the current billing period.';
    throw invalidRequest(message, 'proration_date');
  }
  return at;
}

/** What the changes cost at that moment; nothing in trial. */
export function prorationLines(
  world: World,
  subscription: Subscription,
  changes: readonly ItemChange[],
  at: number,
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

/** Puts the new prices and quantities on the items. A new interval begins its period now, except in trial. */
export function applyItemChanges(
  world: World,
  subscription: Subscription,
  changes: readonly ItemChange[],
): void {
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
}

/** Charges the lines at once, or keeps them for the subscription's next invoice. */
export function billChange(
  world: World,
  subscription: Subscription,
  lines: InvoiceLine[],
  now: boolean,
): void {
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

export function isNewInterval({ item, price }: ItemChange): boolean {
  const [from, to] = [item.price.recurring, price.recurring];
  return from?.interval !== to?.interval || from?.interval_count !== to?.interval_count;
}
