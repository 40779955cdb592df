import { updateCustomer } from '../customers/customers.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { Params } from '../http/params.ts';
import { attach, newPaymentMethod } from '../payment-methods/payment-methods.ts';
import type { CardDetails } from '../payment-methods/test-cards.ts';
import { release } from '../schedules/run-schedule.ts';
import { noSuch } from '../stripe-error.ts';
import type { PortalConfiguration, PortalSession, Price, Subscription } from '../stripe-state.ts';
import { cancelSubscription } from '../subscriptions/cancel-subscription.ts';
import { updateSubscription } from '../subscriptions/update-subscription.ts';
import { addTaxId, deleteTaxId, taxIdsOf } from '../tax-ids/tax-ids.ts';
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
  dropPlanInPortal(world, session, id);
  if (mode === 'immediately') cancelSubscription(world, id, new Params({ cancellation_details: said }));
  else
    updateSubscription(world, id, new Params({ cancel_at_period_end: 'true', cancellation_details: said }));
}

/** Takes back what was planned for the end of the period. */
export function dropPlanInPortal(world: World, session: PortalSession, id: string): void {
  const schedule = world.state.schedules[ownSubscription(world, session, id).schedule ?? ''];
  if (schedule?.status === 'active') release(world, schedule);
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

/** Saves name and e-mail, and replaces the tax ID. Every value was checked before. */
export function changeDetailsInPortal(
  world: World,
  session: PortalSession,
  details: { name: string; email: string; taxIdType: string; taxIdValue: string },
): void {
  const { name, email, taxIdType: type, taxIdValue: value } = details;
  const customer = updateCustomer(world, session.customer, new Params({ name, email }));
  const [known] = taxIdsOf(world, customer.id);
  if (known?.type === type && known.value === value) return;
  if (known) deleteTaxId(world, customer.id, known.id);
  if (type) addTaxId(world, customer.id, { type, value });
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
