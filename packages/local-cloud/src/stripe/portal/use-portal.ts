import { findCustomer } from '../customers/customers.ts';
import { Params } from '../http/params.ts';
import { attach, newPaymentMethod } from '../payment-methods/payment-methods.ts';
import type { CardDetails } from '../payment-methods/test-cards.ts';
import { noSuch } from '../stripe-error.ts';
import type { PortalConfiguration, PortalSession, Price, Subscription } from '../stripe-state.ts';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import { firstItem } from '../subscriptions/find-subscription.ts';
import { updateSubscription } from '../subscriptions/update-subscription.ts';
import { change, type World } from '../world.ts';
import { findPortalConfiguration } from './portal-configurations.ts';

/** What the person's portal lets them do. */
export function portalFeatures(world: World, session: PortalSession): PortalConfiguration['features'] {
  return findPortalConfiguration(world, session.configuration).features;
}

/** The customer's own subscriptions that have not ended, newest first. */
export function portalSubscriptions(world: World, session: PortalSession): Subscription[] {
  const all = Object.values(world.state.subscriptions).reverse();
  return all.filter(
    (subscription) => subscription.customer === session.customer && subscription.ended_at === null,
  );
}

/** Throws for a subscription of somebody else. */
export function cancelInPortal(world: World, session: PortalSession, id: string, feedback: string): void {
  const mode = portalFeatures(world, session).subscription_cancel.mode;
  const said: Record<string, string> = feedback ? { feedback } : {};
  ownSubscription(world, session, id);
  if (mode === 'immediately') cancelSubscription(world, id, new Params({ cancellation_details: said }));
  else
    updateSubscription(world, id, new Params({ cancel_at_period_end: 'true', cancellation_details: said }));
}

export function resumeInPortal(world: World, session: PortalSession, id: string): void {
  ownSubscription(world, session, id);
  updateSubscription(world, id, new Params({ cancel_at_period_end: 'false' }));
}

/**
 * Saves a card as the customer's default and puts it on every running subscription, so that the next charge uses it.
 * Throws a card error for one that cannot be saved.
 */
export function changeCardInPortal(
  world: World,
  session: PortalSession,
  details: CardDetails,
  options: { name: string; authenticated: boolean },
): void {
  const customer = findCustomer(world, session.customer);
  const method = newPaymentMethod(world, details, { name: options.name, email: customer.email });
  if (options.authenticated) world.state.cardBehaviour[method.id] = 'ok';
  attach(world, method, customer);
  change(world, customer, 'customer.updated', (owner) => {
    owner.invoice_settings.default_payment_method = method.id;
  });
  for (const subscription of portalSubscriptions(world, session)) {
    if (subscription.default_payment_method === null) continue;
    change(world, subscription, 'customer.subscription.updated', (changed) => {
      changed.default_payment_method = method.id;
    });
  }
}

/** Throws for a price that the portal does not offer. */
export function switchPriceInPortal(world: World, session: PortalSession, id: string, priceId: string): void {
  const item = firstItem(ownSubscription(world, session, id));
  if (!offeredPrices(world, session).some((price) => price.id === priceId)) throw noSuch('price', priceId);
  const change = { id: item.id, price: priceId };
  updateSubscription(
    world,
    id,
    new Params({
      items: [change],
      proration_behavior: 'always_invoice',
      payment_behavior: 'error_if_incomplete',
    }),
  );
}

/** What the portal lets a person switch to. */
export function offeredPrices(world: World, session: PortalSession): Price[] {
  const { enabled, products } = portalFeatures(world, session).subscription_update;
  if (!enabled) return [];
  const ids = (products ?? []).flatMap((product) => product.prices);
  return ids.flatMap((id) => world.state.prices[id] ?? []).filter((price) => price.active);
}

/** Throws unless it belongs to the session's customer and has not ended. */
export function ownSubscription(world: World, session: PortalSession, id: string): Subscription {
  const own = portalSubscriptions(world, session).find((subscription) => subscription.id === id);
  if (!own) throw noSuch('subscription', id);
  return own;
}
