import { noSuch } from '../stripe-error.ts';
import type { Subscription, SubscriptionItem } from '../stripe-state.ts';
import type { World } from '../world.ts';

export function findSubscription(world: World, id: string, param = 'id'): Subscription {
  const subscription = world.state.subscriptions[id];
  if (!subscription) throw noSuch('subscription', id, param);
  return subscription;
}

/** Every subscription has at least one item; the first decides the billing period. */
export function firstItem(subscription: Subscription): SubscriptionItem {
  const [item] = subscription.items.data;
  if (!item) throw new Error(`Subscription ${subscription.id} has no items.`);
  return item;
}

/** The card that would be charged: the subscription's own, else the customer's default. */
export function cardOf(world: World, subscription: Subscription): string | null {
  const customer = world.state.customers[subscription.customer];
  return subscription.default_payment_method ?? customer?.invoice_settings.default_payment_method ?? null;
}
