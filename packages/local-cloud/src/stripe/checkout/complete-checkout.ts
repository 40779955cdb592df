import { takeAskedDecline } from '../conditions/asked-decline.ts';
import { createCustomer } from '../customers/customers.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { Params } from '../http/params.ts';
import { attach, newPaymentMethod } from '../payment-methods/payment-methods.ts';
import { type CardDetails, declineOf } from '../payment-methods/test-cards.ts';

import type { CheckoutSession } from '../stripe-state.ts';
import { newSubscription } from '../subscriptions/new-subscription.ts';
import { startSubscription } from '../subscriptions/start-subscription.ts';
import { taxIdsOf } from '../tax-ids/tax-ids.ts';
import { emit, type World } from '../world.ts';
import { discountsOf } from './checkout-amounts.ts';

export interface CheckoutPayment {
  /** Null only where `needsCard` says so. */
  card: CardDetails | null;
  name: string;
  email: string;
  /** The bank's page was answered. */
  authenticated: boolean;
}

/** Whether the person must give a card: always, unless nothing is due and the session asks only if required. */
export function needsCard(session: CheckoutSession): boolean {
  return session.payment_method_collection !== 'if_required' || (session.amount_total ?? 0) > 0;
}

/** True when the bank asks before this card can be used. */
export function mustAuthenticate(payment: CheckoutPayment): boolean {
  return payment.card?.card.behaviour === 'authenticate' && !payment.authenticated;
}

/**
 * Creates the customer (unless given), the card and the subscription, and completes the session. Throws a card error
 * and changes nothing when the card is refused.
 */
export function completeCheckout(world: World, session: CheckoutSession, payment: CheckoutPayment): void {
  const request = world.state.checkoutRequests[session.id];
  if (!request) throw new Error(`Checkout session ${session.id} has no request.`);
  refuse(world, session, payment);

  const customer = session.customer
    ? findCustomer(world, session.customer)
    : createCustomer(world, new Params({ email: payment.email, name: payment.name }));
  const method = payment.card && newPaymentMethod(world, payment.card, payment);
  if (method) {
    if (payment.authenticated) world.state.cardBehaviour[method.id] = 'ok';
    attach(world, method, customer);
  }
  const subscription = newSubscription(world, {
    customer: customer.id,
    items: request.lines,
    currency: request.currency,
    trialEnd: request.trialEnd ?? (request.trialDays > 0 ? world.now() + request.trialDays * 86_400 : null),
    missingPaymentMethod: request.missingPaymentMethod,
    defaultPaymentMethod: method?.id ?? null,
    metadata: request.subscriptionMetadata,
    description: request.subscriptionDescription,
  });
  startSubscription(world, subscription, {
    discounts: discountsOf(world, request),
    checkoutSession: session.id,
  });

  session.customer = customer.id;
  session.subscription = subscription.id;
  session.invoice = subscription.latest_invoice;
  session.status = 'complete';
  session.payment_status = (session.amount_total ?? 0) > 0 ? 'paid' : 'no_payment_required';
  session.url = null;
  session.customer_details = {
    address: null,
    business_name: null,
    email: payment.email || customer.email,
    individual_name: null,
    name: payment.name || customer.name || null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: taxIdsOf(world, customer.id).map(({ type, value }) => ({ type, value })),
  };
  emit(world, 'checkout.session.completed', session);
}

function refuse(world: World, session: CheckoutSession, { card }: CheckoutPayment): void {
  if (!card) return;
  const isDueNow = (session.amount_total ?? 0) > 0;
  const behaviour = card.card.behaviour;
  const refused = behaviour === 'fail-later' && !isDueNow ? null : declineOf(behaviour);
  if (refused) throw refused;
  const asked = isDueNow ? takeAskedDecline(world.state, String(session.customer)) : null;
  if (asked) throw asked;
}
